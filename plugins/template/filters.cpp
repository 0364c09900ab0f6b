#include "filters.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "amounts.hpp"
#include "shares.hpp"

namespace taqrir::declared {

namespace {

using K = ShapeKind;

// ---------------------------------------------------------------- what filters give

Result<const Shape*> gives_text(const Shape&, const FilterCall&, const Span&) {
  return &plain_shape(K::text);
}
Result<const Shape*> gives_integer(const Shape&, const FilterCall&, const Span&) {
  return &plain_shape(K::integer);
}
Result<const Shape*> gives_same(const Shape& in, const FilterCall&, const Span&) { return &in; }

Result<const Shape*> gives_decimals(const Shape&, const FilterCall& call, const Span& span) {
  for (const auto& argument : call.arguments)
    if (argument.size() != 1 || argument.front() < '0' || argument.front() > '6')
      return fail(hinted(error(place_of(argument, span), "“{}” is no number of decimals", {argument}),
                         "write 0, 1, 2 …"));
  return &plain_shape(K::text);
}

Result<const Shape*> gives_money(const Shape& in, const FilterCall& call, const Span& span) {
  for (const auto& code : call.arguments) {
    if (!in.currency.empty() && in.currency != code)
      return fail(hinted(error(place_of(code, span), "the amounts of “{}” are in {}, which nothing converts",
                               {in.name, in.currency}),
                         "write “money” alone"));
    if (code.size() != 3 ||
        !std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      return fail(hinted(error(place_of(code, span), "“{}” is no currency", {code}),
                         "write its three letters: MAD, EUR, USD"));
  }
  return &plain_shape(K::text);
}

/// The column that an argument names.
Result<const Shape*> column(const Shape& in, const FilterCall& call, const Span& span) {
  const auto* row = in.row();
  const auto& name = call.arguments.front();
  if (const auto* member = row ? row->member(name) : nullptr) return member;
  std::vector<std::string> known;
  if (row)
    for (const auto& member : row->members) known.push_back(member.name);
  auto d = error(place_of(name, span), "the rows have no “{}”", {name});
  const auto best = nearest(name, known);
  std::string all;
  for (const auto& one : known) all += (all.empty() ? "" : ", ") + one;
  return fail(best.empty() ? hinted(std::move(d), "they have: {}", {all})
                           : hinted(std::move(d), "did you mean “{}”?", {best}));
}

Result<const Shape*> gives_column(const Shape& in, const FilterCall& call, const Span& span) {
  auto found = column(in, call, span);
  if (!found || (*found)->is_number()) return found;
  return fail(hinted(error(place_of(call.arguments.front(), span), "“{}” is no number: it is of the kind {}",
                           {call.arguments.front(), name_of((*found)->kind)}),
                     "give it type = \"number\" or \"money\" among the columns"));
}

Result<const Shape*> gives_list(const Shape& in, const FilterCall& call, const Span& span) {
  if (call.arguments.empty()) return &plain_shape(K::text);
  if (auto found = column(in, call, span); !found) return found;
  return &plain_shape(K::text);
}

// ---------------------------------------------------------------- what filters do

Datum text(std::string words, const Datum& from) { return made(K::text, std::move(words), from.span); }

int decimals_of(const FilterCall& call, int otherwise) {
  return call.arguments.empty() ? otherwise : call.arguments.front().front() - '0';
}

template <std::string (Locale::*Format)(const Date&) const>
Datum day(const Datum& in, const FilterCall&, Environment& environment) {
  return in.date() ? text((environment.locale().*Format)(*in.date()), in) : in;
}

Datum number(const Datum& in, const FilterCall& call, Environment& environment) {
  return in.number() ? text(environment.locale().number(*in.number(), decimals_of(call, 2)), in) : in;
}

Datum integer(const Datum& in, const FilterCall&, Environment& environment) {
  return in.number() ? text(environment.locale().number(*in.number(), 0), in) : in;
}

Datum percent(const Datum& in, const FilterCall& call, Environment& environment) {
  return in.number() ? text(environment.locale().percent(*in.number(), decimals_of(call, 0)), in) : in;
}

Datum money(const Datum& in, const FilterCall& call, Environment& environment) {
  if (!in.number()) return in;
  const auto own = environment.currency(*in.shape);
  const auto currency = call.arguments.empty() ? own : call.arguments.front();
  if (in.shape->kind == K::money && currency != own)
    environment.writer().diagnostics().push_back(
        hinted(error(in.span, "the amounts of “{}” are in {}, which nothing converts to {}",
                     {in.shape->name, own, currency}),
               "write “money” alone in the type"));
  return text(environment.locale().money(*in.number(), currency), in);
}

Datum words(const Datum& in, const FilterCall&, Environment& environment) {
  if (!in.number()) return in;
  const int decimals = kit::decimals_of(*in.number());
  if (in.shape->kind != K::money)
    return text(decimals == 0 ? environment.locale().spelled(std::llround(*in.number()))
                              : environment.locale().number(*in.number(), decimals),
                in);
  return text(amount_in_words(*in.number(), environment.currency(*in.shape), environment.locale()), in);
}

std::vector<std::string> forms_of(const FilterCall& call, const Environment& environment) {
  if (call.arguments.size() != 1) return call.arguments;
  const auto* word = environment.word(call.arguments.front());
  if (!word) return call.arguments;
  std::vector<std::string> out;
  const auto& all = word->in(environment.locale().language());
  for (std::size_t begin = 0; begin <= all.size();) {
    const auto end = std::min(all.find('|', begin), all.size());
    out.emplace_back(trimmed(std::string_view(all).substr(begin, end - begin)));
    begin = end + 1;
  }
  return out;
}

Datum plural(const Datum& in, const FilterCall& call, Environment& environment) {
  const bool rows = in.shape->holds_rows();
  if (!rows && !in.number()) return in;
  const auto n = rows ? static_cast<double>(environment.rows(in).elements.size()) : *in.number();
  return text(plural_form(forms_of(call, environment), n, environment.locale()), in);
}

Datum otherwise(const Datum& in, const FilterCall& call, Environment&) {
  return in.missing()
             ? made(K::text, call.arguments.empty() ? std::string() : call.arguments.front(), in.span)
             : in;
}

Datum upper(const Datum& in, const FilterCall&, Environment& environment) {
  return in.missing() ? in : text(environment.locale().upper(shown_text(in, environment)), in);
}

Datum count(const Datum& in, const FilterCall&, Environment& environment) {
  return made(K::integer, static_cast<std::int64_t>(environment.rows(in).elements.size()), in.span);
}

/// What is missing in the column is not counted.
Tally tally(const Datum& in, const FilterCall& call, Environment& environment) {
  Tally out;
  for (const auto& row : environment.rows(in).elements) {
    const auto* cell = row.member(call.arguments.front());
    out.add(cell ? cell->number() : std::nullopt);
  }
  return out;
}

const Shape& column_shape(const Datum& in, const FilterCall& call) {
  const auto* row = in.shape->row();
  const auto* member = row ? row->member(call.arguments.front()) : nullptr;
  return member ? *member : plain_shape(K::number);
}

Datum sum(const Datum& in, const FilterCall& call, Environment& environment) {
  const auto all = tally(in, call, environment);
  return {&column_shape(in, call), all.n > 0 ? Datum::Content(all.sum) : Datum::Content(), {}, {}, in.span};
}

Datum mean(const Datum& in, const FilterCall& call, Environment& environment) {
  const auto value = tally(in, call, environment).mean();
  return made(column_shape(in, call).kind == K::money ? K::money : K::number,
              value ? Datum::Content(*value) : Datum::Content(), in.span);
}

Datum list(const Datum& in, const FilterCall& call, Environment& environment) {
  std::vector<std::string> items;
  for (const auto& row : environment.rows(in).elements) {
    const auto* one = call.arguments.empty() ? &row : row.member(call.arguments.front());
    if (one && !one->missing()) items.push_back(shown_text(*one, environment));
  }
  return text(environment.locale().list(items), in);
}

const std::vector<K> kNumbers{K::integer, K::number, K::money};
const std::vector<K> kRows{K::list, K::sheet};
const std::vector<K> kCountable{K::integer, K::number, K::money, K::list, K::sheet};

}  // namespace

const std::vector<Filter>& filters() {
  static const std::vector<Filter> kFilters{
      {"date",
       0,
       0,
       {K::date},
       "{{ held_on | date }}",
       "La date en toutes lettres : 2 juillet 2025.",
       "The date in full: 2 July 2025.",
       gives_text,
       day<&Locale::date>},
      {"short_date",
       0,
       0,
       {K::date},
       "{{ held_on | short_date }}",
       "La date en chiffres : 02/07/2025.",
       "The date in figures: 02/07/2025.",
       gives_text,
       day<&Locale::short_date>},
      {"number", 0, 1, kNumbers, "{{ rate | number: 1 }}",
       "Le nombre avec autant de décimales (2 sans précision).",
       "The number with so many decimals (2 unless said).", gives_decimals, number},
      {"integer", 0, 0, kNumbers, "{{ rate | integer }}", "Le nombre arrondi à l’entier.",
       "The number rounded to a whole one.", gives_text, integer},
      {"percent", 0, 1, kNumbers, "{{ share | percent: 1 }}",
       "Une proportion en pour cent : 0.25 devient 25 %.", "A proportion in per cent: 0.25 becomes 25 %.",
       gives_decimals, percent},
      {"money", 0, 1, kNumbers, "{{ price | money }}",
       "Un montant avec sa monnaie : celle du champ, du type ou de la mission, ou celle qui est dite (money: "
       "EUR).",
       "An amount with its currency: the field’s, the type’s or the mission’s, or, of a plain number, the "
       "one that is said "
       "(money: EUR).",
       gives_money, money},
      {"words", 0, 0, kNumbers, "{{ total | words }}",
       "Le nombre en toutes lettres, ou en chiffres s’il n’est pas entier ; un montant avec sa monnaie.",
       "The number in words, or in figures where it is not whole; an amount with its currency.", gives_text,
       words},
      {"plural", 1, 6, kCountable, "{{ count | plural: \"décision\", \"décisions\" }}",
       "Le nombre (ou le nombre de lignes) et le mot accordé ; ou un mot de [words], dont les formes sont "
       "séparées par « | ».",
       "The number (or how many rows) and the word that agrees with it; or a word of [words] whose forms are "
       "parted by “|”.",
       gives_text, plural},
      {"count", 0, 0, kRows, "{{ decisions | count }}", "Combien il y a de lignes.",
       "How many rows there are.", gives_integer, count},
      {"sum", 1, 1, kRows, "{{ lines | sum: amount | money }}",
       "La somme d’une colonne ; ce qui manque n’est pas compté.",
       "The sum of a column; what is missing is not counted.", gives_column, sum},
      {"mean", 1, 1, kRows, "{{ scores | mean: after | number: 1 }}",
       "La moyenne d’une colonne, de ce qui est donné.", "The mean of a column, of what is given.",
       gives_column, mean},
      {"of", 1, 2, kNumbers, "{{ share | of: lines.amount | money }}",
       "Une part en pour cent d’un montant : d’un nombre, ou de la somme d’une colonne, avec une taxe (of: "
       "lines.amount, tax) ; au centime, la dernière ligne prend le reste.",
       "A share in per cent of an amount: of a number, or of a column’s sum, with a tax (of: lines.amount, "
       "tax); to the hundredth, the last row takes the rest.",
       nullptr, nullptr, gives_share, share_of},
      {"list", 0, 1, kRows, "{{ members | list: name }}", "Les éléments en une énumération : A, B et C.",
       "The elements as an enumeration: A, B and C.", gives_list, list},
      {"default",
       0,
       1,
       {},
       "{{ place | default: \"à préciser\" }}",
       "Ce qui est écrit quand la valeur manque ; sans texte : rien.",
       "What is written when the value is missing; without a text: nothing.",
       gives_same,
       otherwise},
      {"upper",
       0,
       0,
       {K::text, K::choice},
       "{{ code | upper }}",
       "En majuscules.",
       "In capitals.",
       gives_text,
       upper},
  };
  return kFilters;
}

const Filter* find_filter(std::string_view name) {
  const auto& all = filters();
  const auto it = std::find_if(all.begin(), all.end(), [&](const Filter& one) { return one.name == name; });
  return it == all.end() ? nullptr : &*it;
}

std::vector<std::string> filter_names() {
  std::vector<std::string> out;
  for (const auto& filter : filters()) out.emplace_back(filter.name);
  return out;
}

}  // namespace taqrir::declared
