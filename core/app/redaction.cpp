// A Document's every text, through the table of its nodes (model/shapes.hpp): a node that is added there is
// redacted too.
#include <type_traits>

#include "app/edition.hpp"
#include "model/shapes.hpp"

namespace taqrir::app {

namespace {

template <class T>
concept Shaped = requires { Shape<T>::kName; };

class DocumentRedaction {
 public:
  DocumentRedaction(const Redactor& redactor, const std::set<std::string>& withheld)
      : redactor_(redactor), withheld_(withheld) {}

  void visit(std::string& text) { text = redactor_.redacted(text); }
  void visit(FileRef&) {}  // names what is read, and is shown nowhere

  void visit(Inlines& inlines) {
    std::erase_if(inlines, [&](const Inline& one) {
      const auto* image = std::get_if<Image>(&one.content);
      return image && withheld_.contains(image->file.path);
    });
    join_lines(inlines);
    for (auto& one : inlines) std::visit([&](auto& node) { visit(node); }, one.content);
    if (!redactor_.finds(plain_text(inlines))) return;
    auto whole = redactor_.redacted(plain_text(inlines));
    inlines = {{Text{std::move(whole)}, inlines.front().span}};
  }

  void visit(Blocks& blocks) {
    std::erase_if(blocks, [&](const Block& one) {
      const auto* figure = std::get_if<Figure>(&one.content);
      return figure && withheld_.contains(figure->image.file.path);
    });
    for (auto& one : blocks) {
      if (auto* grid = std::get_if<PictureGrid>(&one.content))
        std::erase_if(grid->pictures, [&](const GridPicture& picture) { return withheld_.contains(picture.image.file.path); });
      visit(one.id);
      std::visit([&](auto& node) { visit(node); }, one.content);
    }
  }

  template <class T>
  void visit(T& value) {
    if constexpr (Shaped<T>) {
      Members<T> members{*this, value};
      Shape<T>::fields(members);
    } else if constexpr (requires { value.begin(); }) {
      for (auto& one : value) visit(one);
    } else if constexpr (requires { value.has_value(); }) {
      if (value.has_value()) visit(*value);
    }  // numbers, dates and choices say nothing of anyone
  }

 private:
  template <class T>
  struct Members {
    DocumentRedaction& redaction;
    T& node;
    template <class M, class... Rest>
    void must(std::string_view, M T::*member, Rest&&...) {
      redaction.visit(node.*member);
    }
    template <class M, class... Rest>
    void may(std::string_view, M T::*member, Rest&&...) {
      redaction.visit(node.*member);
    }
    template <class... Any>
    void place(Any&&...) {}
  };

  /// A name that goes on in the source's next line is one text.
  void join_lines(Inlines& inlines) const {
    for (std::size_t i = 0; i + 2 < inlines.size();) {
      auto* before = std::get_if<Text>(&inlines[i].content);
      const auto* after = std::get_if<Text>(&inlines[i + 2].content);
      const bool one_line = before && after && std::holds_alternative<SoftBreak>(inlines[i + 1].content);
      if (one_line && redactor_.finds(before->text + ' ' + after->text)) {
        before->text += ' ' + after->text;
        inlines.erase(inlines.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                      inlines.begin() + static_cast<std::ptrdiff_t>(i) + 3);
      } else {
        ++i;
      }
    }
  }

  const Redactor& redactor_;
  const std::set<std::string>& withheld_;
};

}  // namespace

void Redactor::redact(Document& document, const std::set<std::string>& withheld) const {
  if (empty() && withheld.empty()) return;
  DocumentRedaction redaction(*this, withheld);
  redaction.visit(document);
}

}  // namespace taqrir::app
