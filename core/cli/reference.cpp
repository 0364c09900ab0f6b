#include "cli/reference.hpp"

#include <CLI/CLI.hpp>

#include "cli/options.hpp"

namespace taqrir::cli {

namespace {

constexpr const char* kIntroduction = R"(# The command line

This page is made from the program's own option table (`taqrir reference`); a test holds it to it.

```
taqrir COMMAND [ARGUMENT ...] [OPTION ...]
```

An argument that is a folder is a mission; several are several missions; none is the current folder. In `build`
anything else is a selector: a report type (`narrative-report`), an activity (`05-atelier-planification`, or `05`
for short), or both (`05/narrative-report`).

Nothing is written for a report that has errors, and an older file of it stays as it is; the other reports are
made. Errors and warnings go to standard error, the summary to standard output.
)";

constexpr const char* kClosing = R"(
## Exit status

The highest that applies:

| status | meaning |
| --- | --- |
| 0 | done |
| 1 | the input has errors, something owed is missing, or verification failed |
| 2 | wrong usage |
| 3 | the machine lacks something (a tool, a font), or a plugin failed |
| 4 | a fault of ours |

## Diagnostics

`file:line:column: error: message`, then the line, a caret below the place, and a hint. Columns count characters
from 1. Of a file that does not parse the parser's first error is shown; otherwise all errors of all files.
Of a file without lines the place is told in words: `recit.docx: under “Résultats”: error: …`,
`presences.xlsx: sheet “Mai”, cell C7: error: …`.

## `--json`

One object on standard output, and nothing else there:

```json
{
  "outputs": [ { "type": "narrative-report", "activity": "05-atelier", "format": "pdf",
                 "path": "out/05-atelier/narrative-report.pdf", "pages": 6, "sha256": "…",
                 "cached": false } ],
  "completeness": [ { "activity": "05-atelier", "deliverable": "narrative-report",
                      "state": "present", "due": "2025-06-27", "owed": true, "declared": true,
                      "status": "validated", "on": "2025-06-26", "decision": "PV n° 8/2025",
                      "reason": null, "title": "Atelier de planification" } ],
  "diagnostics": [ { "severity": "error", "file": "mission.toml", "line": 3, "column": 1,
                     "message": "…", "hint": "…" } ]
}
```

What does not apply is `null`: `activity` of the mission's own deliverables, `pages` of a format that has none,
`file`, `line` and `column` of a message that has no place. Where the place is told in words, they are its `place`,
and `line` and `column` are `null`. `state` is `present`, `missing`, `late` or `waived`.
`status` (`draft`, `sent`, `validated`), `on` and `decision` are the board's; `reason` is that of a waiver.
`types`, `plugins`, `doctor`, `new` and `schema` add a key of their own: `types`, `plugins`, `findings`, `form`,
`schema`. With `--timings` there is `timings` besides: `elapsed_ms`, and for each of the `phases` its name, `wall_ms`
(while any thread was in it) and `cpu_ms` (of all threads). An output that is
one of several volumes has `volume` and `volumes`: its number, and how many there are.

## Environment

| variable | meaning |
| --- | --- |
| `TAQRIR_DATA` | folders with themes, words and rules of visibility, in place of the installed `share/taqrir/templates`; separated by `:` |
| `TAQRIR_ALLOW_PROGRAMS` | `1`: as `--allow-programs`, on machines that see only missions which you trust |
| `TAQRIR_PLUGINS` | folders of plugins, searched after those of `--plugins` and before the installed ones; separated by `:` |
| `TAQRIR_CACHE` | folder of the cache; without it `$XDG_CACHE_HOME/taqrir`, or `~/.cache/taqrir` |
| `SOURCE_DATE_EPOCH` | the date that documents carry and completeness is judged on, in seconds since 1970; without it the mission gives the date |
)";

std::string cell(std::string text) {
  for (std::size_t i = 0; (i = text.find('|', i)) != std::string::npos; i += 2) text.replace(i, 1, "\\|");
  return text;
}

std::string name_of_option(const CLI::Option& option) {
  std::string out;
  if (option.get_positional()) return "`" + option.get_name(true) + "`";
  for (const auto& name : option.get_snames()) out += (out.empty() ? "" : ", ") + ("`-" + name + "`");
  for (const auto& name : option.get_lnames()) out += (out.empty() ? "" : ", ") + ("`--" + name + "`");
  if (option.get_items_expected_max() > 0 && !option.get_type_name().empty())
    out += " " + option.get_type_name();
  return out;
}

std::string option_table(const CLI::App& command) {
  std::string rows;
  for (const auto* option : command.get_options()) {
    if (option->get_lnames() == std::vector<std::string>{"help"}) continue;
    rows += "| " + name_of_option(*option) + " | " + cell(option->get_description()) + " |\n";
  }
  return rows.empty() ? rows : "\n| | |\n| --- | --- |\n" + rows;
}

void add_command(std::string& page, const CLI::App& command, const std::string& prefix) {
  if (command.get_group().empty()) return;
  const auto name = prefix + " " + command.get_name();
  page += "\n### " + name + "\n\n" + command.get_description() + ".\n" + option_table(command);
  for (const auto* nested : command.get_subcommands(nullptr)) add_command(page, *nested, name);
}

}  // namespace

std::string reference_page() {
  CLI::App app("", "taqrir");
  CommandLine line;
  declare(app, line);
  std::string page = kIntroduction;
  page += "\n## Everywhere\n" + option_table(app) + "\n## Commands\n";
  for (const auto* command : app.get_subcommands(nullptr)) add_command(page, *command, "taqrir");
  return page + kClosing;
}

}  // namespace taqrir::cli
