#include "declared_report.hpp"

#include <algorithm>
#include <set>

#include "components.hpp"
#include "kit/cover.hpp"
#include "model/builder.hpp"
#include "taken_part.hpp"

namespace taqrir::declared {

namespace {

std::string currency_of(const DeclaredType& type, const ReportContext& context) {
  if (!type.declaration.currency.empty()) return type.declaration.currency;
  const auto own = context.mission().text("currency");
  return own.empty() ? "MAD" : own;
}

/// Notes whether a value is missing.
class PartsOfName : public ScopeBindings {
 public:
  PartsOfName(const Scope& scope, Environment& environment, bool& missing)
      : ScopeBindings(scope, environment), scope_(scope), environment_(environment), missing_(missing) {}

  Result<Inlines> value(std::string_view placeholder, const Span& span) const override {
    if (const auto expression = parse_expression(placeholder, span))
      missing_ = missing_ || evaluate(*expression, scope_, environment_)->missing();
    return ScopeBindings::value(placeholder, span);
  }

 private:
  const Scope& scope_;
  Environment& environment_;
  bool& missing_;
};

/// One composition: its writer, its values, its sections in order.
class Composition {
 public:
  Composition(const DeclaredType& type, const ReportContext& context)
      : type_(type),
        writer_(context, type.info, "template"),
        environment_(writer_, currency_of(type, context), type.declaration.words) {
    add_common(scope_, type.declaration.common, writer_, type.declaration.words);
    add_fields(context);
    add_row(context);
  }

  Composed compose() {
    check_row();
    if (type_.by_program) read_sheets(*scope_.find("fields"));
    for (const auto& section : type_.sections) this->section(section);
    return writer_.finish();
  }

  /// A text made of values; nothing where one of them is missing.
  std::string name(const LocalizedText& text, const Span& span) {
    bool missing = false;
    const auto inlines = writer_.context().template_inlines(text.in(environment_.locale().language()), span,
                                                            PartsOfName(scope_, environment_, missing));
    return inlines && !missing ? plain_text(*inlines) : std::string();
  }

 private:
  void add_fields(const ReportContext& context) {
    Shape& all = fields_shape_;
    all.name = "fields", all.kind = ShapeKind::table, all.members = type_.declaration.fields;
    if (!type_.uses_rows)  // to take all rows in for each would take the square of their number
      std::erase_if(all.members, [&](const Shape& field) { return field.name == type_.info.rows; });
    const auto fields = std::make_shared<const Datum>(datum_of(context.fields(), all));
    for (const auto& [name, datum] : fields->members)
      scope_.add(name, std::shared_ptr<const Datum>(fields, &datum));
    scope_.add("fields", fields);
  }

  /// Every cell against its column, wherever in the form the sheet is named.
  void read_sheets(const Datum& datum) {
    environment_.rows(datum);
    for (const auto& [name, member] : datum.members) read_sheets(member);
    for (const auto& element : datum.elements) read_sheets(element);
  }

  void add_row(const ReportContext& context) {
    if (!context.row()) return;
    for (const auto& field : type_.declaration.fields)
      if (field.name == type_.info.rows && field.row()) {
        row_ = std::make_shared<const Datum>(datum_of(*context.row(), *field.row()));
        scope_.add("row", row_);
      }
  }

  /// Of a list, what is required was asked for when the mission was read.
  void check_row() {
    if (!row_ || row_->shape->kind != ShapeKind::sheet) return;
    for (const auto& [name, cell] : row_->members)
      if (!cell.shape->may_be_missing && cell.missing())
        writer_.diagnostics().push_back(
            hinted(error(cell.span, "the cell of “{}” is empty", {name}), "every row needs a value here"));
  }

  void section(const Section& section) {
    const auto& over = section.record.text("for_each");
    if (over.empty()) return section_in(section, scope_, {});
    const auto* datum = scope_.find(trimmed(over));
    if (!datum) return;
    const auto& rows = environment_.rows(*datum).elements;
    for (std::size_t i = 0; i < rows.size(); ++i)
      section_in(section, scope_of_item(scope_, rows, i), "-" + std::to_string(i + 1));
  }

  /// `suffix`: of the anchor of a repeated section.
  void section_in(const Section& section, const Scope& scope, const std::string& suffix) {
    if (section.when && !holds(*section.when, scope, environment_)) return;
    const bool titled = section.record.has("title") && !section.component->takes_title;
    Composing composing(type_.declaration, environment_, scope, section.record,
                        section.level + (titled ? 1 : 0));
    auto title = titled ? composing.text("title") : Inlines{};
    auto blocks = distinct(*section.component, section.component->compose(composing));
    if (blocks.empty() && composing.leaves_out_missing()) return;
    if (!title.empty()) writer_.add(heading_of(section, std::move(title), suffix));
    if (title.empty() && !titled) anchor(blocks, section, suffix);
    writer_.add(std::move(blocks));
  }

  /// Anchors that a component gives of itself end in “-2” the second time.
  Blocks distinct(const Component& component, Blocks blocks) {
    auto ids = ids_in(blocks);
    const auto taken = [&](const std::string& suffix) {
      return std::any_of(ids.begin(), ids.end(),
                         [&](const std::string& id) { return anchors_.contains(id + suffix); });
    };
    std::string suffix;
    for (int n = 2; !has_authors_anchors(component) && taken(suffix); ++n) suffix = "-" + std::to_string(n);
    if (!suffix.empty()) blocks = with_suffix(std::move(blocks), suffix), ids = ids_in(blocks);
    anchors_.merge(ids);
    return blocks;
  }

  Block heading_of(const Section& section, Inlines title, const std::string& suffix) const {
    const auto id = section.record.text("id");
    auto block = heading(section.level, std::move(title), id.empty() ? id : id + suffix);
    std::get<Heading>(block.content).numbered = section.record.boolean("numbered").value_or(true);
    block.span = section.record.span_of("title");
    return block;
  }

  /// A section without title is pointed to by its first block.
  static void anchor(Blocks& blocks, const Section& section, const std::string& suffix) {
    const auto id = section.record.text("id");
    if (!id.empty() && !blocks.empty() && blocks.front().id.empty()) blocks.front().id = id + suffix;
  }

  const DeclaredType& type_;
  kit::Writer writer_;
  Environment environment_;
  Shape fields_shape_;
  std::shared_ptr<const Datum> row_;  // in row scope
  std::set<std::string> anchors_;     // of the sections so far
  Scope scope_;
};

}  // namespace

Composed DeclaredReport::compose(const ReportContext& context) const {
  return Composition(*type_, context).compose();
}

std::string DeclaredReport::row_name(const ReportContext& context) const {
  if (type_->file_name.empty()) return {};
  return Composition(*type_, context).name(type_->file_name, type_->file_name_span);
}

}  // namespace taqrir::declared
