// Through the table of a Document's nodes (model/shapes.hpp): a node that is added there is looked up too.
#include "app/document_names.hpp"

#include <set>
#include <type_traits>

#include "app/type_files.hpp"
#include "model/shapes.hpp"

namespace taqrir::app {

namespace {

class NameLookup {
 public:
  NameLookup(const MissionSession& session, std::string report, const Locale& locale,
             const std::string& shown)
      : session_(session), report_(std::move(report)), locale_(locale), place_(whole_file(shown)) {
    for (const auto& piece : session.pieces("").all)
      for (const auto& leaf : piece.leaves) leaves_.insert(leaf.path);
  }

  Diagnostics look_up(Document& document) {
    inside("blocks", [&] { visit(document.blocks); });
    return std::move(diagnostics_);
  }

  void visit(FileRef& file) {
    if (leaves_.contains(file.path)) return;
    auto found = file.path.starts_with("@") ? of_the_type(file.path) : session_.resolve(file.path, {}, {});
    if (found)
      file.path = found->path;
    else
      for (const auto& d : found.error()) wrong(d.message.text(), d.hint);
  }

  void visit(PieceReference& node) {
    inside("piece", [&] {
      for (const auto& piece : session_.pieces("").all)
        if (piece_anchor(piece) == "piece:" + node.piece) return label(node, piece);
      wrong("no piece is called “" + node.piece + "”",
            {"the context says how its “pieces” are referred to", {}});
    });
  }

  void visit(ForeignPages& node) {
    inside("file", [&] {
      visit(node.file);
      if (session_.edition() != Edition::full && session_.is_confidential(source_of(node.file.path)))
        wrong("“" + node.file.path + "” is confidential, and this is the public edition", {});
    });
    inside("title", [&] { visit(node.title); });
  }

  void visit(Inline& node) {
    std::visit([&](auto& content) { visit(content); }, node.content);
  }
  void visit(Block& node) {
    std::visit([&](auto& content) { visit(content); }, node.content);
  }

  template <class T>
  void visit(T& value) {
    if constexpr (requires { Shape<T>::kName; }) {
      Fields<T> fields{*this, value};
      Shape<T>::fields(fields);
    } else if constexpr (std::is_same_v<T, std::string>) {
    } else if constexpr (requires { value.begin(); }) {
      std::size_t i = 0;
      for (auto&& one : value) inside(std::to_string(i++), [&] { visit(one); });
    } else if constexpr (requires { value.has_value(); }) {
      if (value.has_value()) visit(*value);
    }
  }

 private:
  template <class T>
  struct Fields {
    NameLookup& lookup;
    T& node;
    template <class M, class... Rest>
    void must(std::string_view key, M T::*member, Rest&&...) {
      lookup.inside(std::string(key), [&] { lookup.visit(node.*member); });
    }
    template <class M, class... Rest>
    void may(std::string_view key, M T::*member, Rest&&...) {
      lookup.inside(std::string(key), [&] { lookup.visit(node.*member); });
    }
    template <class... Any>
    void place(Any&&...) {}
  };

  template <class Body>
  void inside(const std::string& step, Body body) {
    const auto length = pointer_.size();
    pointer_ += "/" + step;
    body();
    pointer_.resize(length);
  }

  void wrong(std::string what, Message hint) {
    auto d = error(place_, "at {}: {}", {pointer_, std::move(what)}, Blame::machine);
    d.hint = std::move(hint);
    diagnostics_.push_back(std::move(d));
  }

  /// "@types/ID/picture.png" of the type itself; other names with “@” are the program's own.
  Result<FileRef> of_the_type(const std::string& path) const {
    const auto prefix = std::string(kTypesPrefix) + report_ + "/";
    const auto* type = session_.types().folder(report_);
    if (type && path.starts_with(prefix))
      return file_of_type(session_.shop().world, *type, path.substr(prefix.size()), {});
    return fail(hinted(error({}, "“{}” is no file of the mission", {path}),
                       "files of the type are called {}…", {prefix}));
  }

  void label(PieceReference& node, const Piece& piece) const {
    if (!node.label.empty()) return;
    const bool of_mission = piece.activity.empty();
    node.label = locale_.word(of_mission ? "document.piece-of-mission" : "document.piece",
                              {{"n", number_of(piece, locale_)}});
  }

  const MissionSession& session_;
  std::string report_;
  const Locale& locale_;
  Span place_;
  std::set<std::string> leaves_;
  std::string pointer_;
  Diagnostics diagnostics_;
};

}  // namespace

Diagnostics look_up_names(Document& document, const MissionSession& session, const std::string& report,
                          const Locale& locale, const std::string& shown) {
  return NameLookup(session, report, locale, shown).look_up(document);
}

}  // namespace taqrir::app
