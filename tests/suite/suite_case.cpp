#include "suite/suite_case.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <regex>
#include <sstream>
#include <stdexcept>

#include "sdk/version.hpp"
#include "support/folder.hpp"
#include "support/run_program.hpp"

namespace taqrir::test {

namespace fs = std::filesystem;

namespace {

constexpr std::array kExpected{"expected.status", "expected.stdout", "expected.stderr", "expected.tree"};
constexpr const char* kFiles = "expected.files";

bool is_input(const std::string& name) {
  return name != "command" && name != "base" && name != "environment" && name != "not-under-sanitizers" &&
         !name.starts_with("expected.");
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line.front() != '#') lines.push_back(line);
  return lines;
}

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false, started = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted, started = true;
    } else if (c == ' ' && !quoted) {
      if (started) words.push_back(word);
      word.clear(), started = false;
    } else {
      word += c, started = true;
    }
  }
  if (started) words.push_back(word);
  return words;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t i = 0; (i = text.find(from, i)) != std::string::npos; i += to.size())
    text.replace(i, from.size(), to);
}

/// What differs from machine to machine and from run to run.
std::string steadied(std::string text, const std::string& folder) {
  static const std::regex kHash("\\b[0-9a-f]{64}\\b"), kTime(" +[0-9.]+ (ms|s)\\b"),
      kSize(" +[0-9.]+ (kB|MB|B)\\b"), kPagesInJson("\"pages\": [0-9]+"), kPages(" +[0-9]+ pages?\\b"),
      kShortHash("  [0-9a-f]{12}$", std::regex::multiline);
  replace_all(text, folder, "<folder>");
  replace_all(text, TAQRIR_BUILD_DIR, "<build>");
  replace_all(text, TAQRIR_SOURCE_DIR, "<source>");
  replace_all(text, kSdkHash, "<headers>");
  replace_all(text, kBuildTag, "<build tag>");
  replace_all(text, "(" + std::string(kVersion) + ",", "(<version>,");
  text = std::regex_replace(text, kHash, "<sha256>");
  text = std::regex_replace(text, kShortHash, "  <sha256>");
  text = std::regex_replace(text, kPages, " <pages>");
  text = std::regex_replace(text, kPagesInJson, "\"pages\": <pages>");
  text = std::regex_replace(text, kSize, " <size>");
  return std::regex_replace(text, kTime, " <time>");
}

/// `work` stands for {folder}: programs of the case's own may come first in PATH.
std::map<std::string, std::string> environment_of(const SuiteCase& suite_case, const std::string& home,
                                                  const std::string& work) {
  std::map<std::string, std::string> out{{"PATH", "/usr/local/bin:/usr/bin:/bin"},
                                         {"HOME", home},
                                         {"LANG", "C.UTF-8"},
                                         {"SOURCE_DATE_EPOCH", "1764547200"},  // 1 December 2025
                                         {"ASAN_OPTIONS", "detect_leaks=0:malloc_context_size=8"}};
  auto text = read_whole(suite_case.folder + "/environment");
  replace_all(text, "{folder}", work);
  for (const auto& line : lines_of(text))
    if (const auto equals = line.find('='); equals != std::string::npos)
      out[line.substr(0, equals)] = line.substr(equals + 1);
  return out;
}

void lay_out_inputs(const SuiteCase& suite_case, const std::string& to) {
  for (const auto& base : lines_of(read_whole(suite_case.folder + "/base")))
    fs::copy(TAQRIR_SUPPORT "/missions/" + base, to, fs::copy_options::recursive);
  for (const auto& entry : fs::directory_iterator(suite_case.folder))
    if (is_input(entry.path().filename().string()))
      fs::copy(entry.path(), fs::path(to) / entry.path().filename(),
               fs::copy_options::recursive | fs::copy_options::overwrite_existing |
                   fs::copy_options::copy_symlinks);
}

/// `@append FILE TEXT`, `@remove FILE`.
void change(const std::vector<std::string>& words, const std::string& folder) {
  const auto path = folder + "/" + words.at(1);
  if (words.front() == "@append") write_whole(path, read_whole(path) + words.at(2));
  if (words.front() == "@remove") fs::remove_all(path);
}

/// `@python SCRIPT` makes inputs that are too large or too odd to lie in the repository.
void make_inputs(const std::string& script, const std::string& folder) {
  const auto ran = run_program({"python3", script}, folder, {{"PATH", "/usr/local/bin:/usr/bin:/bin"}});
  if (ran.status != 0) throw std::runtime_error(script + ": " + ran.err);
  fs::remove(folder + "/" + script);
}

std::string difference(const std::map<std::string, std::string>& before,
                       const std::map<std::string, std::string>& after) {
  std::string out;
  for (const auto& [name, content] : after) {
    const auto old = before.find(name);
    if (old == before.end()) out += "new " + name + "\n";
    if (old != before.end() && old->second != content) out += "changed " + name + "\n";
  }
  for (const auto& [name, content] : before)
    if (!after.contains(name)) out += "gone " + name + "\n";
  return out;
}

std::string pdf_text(const std::string& path) {
  return run_program({"pdftotext", path, "-"}, "/", {{"PATH", "/usr/bin:/bin"}}).out;
}

/// Words of PDFs that reach over the page's edges.
std::string words_outside(const std::map<std::string, std::string>& files, const std::string& folder) {
  std::string out;
  for (const auto& [name, content] : files) {
    if (!name.ends_with(".pdf") || !content.starts_with("%PDF")) continue;
    const std::map<std::string, std::string> environment{{"PATH", "/usr/bin:/bin"}};
    std::istringstream lines(
        run_program({"pdftotext", "-bbox", folder + "/" + name, "-"}, "/", environment).out);
    double width = 0, height = 0;
    for (std::string line; std::getline(lines, line);) {
      double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
      std::sscanf(line.c_str(), " <page width=\"%lf\" height=\"%lf\"", &width, &height);
      const int read = std::sscanf(line.c_str(), " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                                   &x0, &y0, &x1, &y1);
      if (read == 4 && (x0 < 0 || y0 < 0 || x1 > width || y1 > height))
        out += name + ": " + line.substr(0, 160) + "\n";
    }
  }
  return out;
}

std::vector<std::string> files_asked_for(const SuiteCase& suite_case) {
  std::vector<std::string> out;
  const auto folder = suite_case.folder + "/" + kFiles;
  if (!fs::exists(folder)) return out;
  for (const auto& [name, content] : content_of(folder)) out.push_back(name);
  return out;
}

}  // namespace

std::vector<SuiteCase> suite_cases(const std::string& suite) {
  std::vector<SuiteCase> out;
  for (const auto& entry : fs::recursive_directory_iterator(suite))
    if (entry.path().filename() == "command")
      out.push_back({entry.path().parent_path().lexically_relative(suite).string(),
                     entry.path().parent_path().string()});
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return out;
}

Given run_case(const SuiteCase& suite_case) {
  FreshFolder work, home;
  lay_out_inputs(suite_case, work.path());
  const auto environment = environment_of(suite_case, home.path(), work.path());
  auto before = content_of(work.path());
  // A page of docs/ that a case links to is compared as it is.
  const bool is_page = std::filesystem::is_symlink(suite_case.folder + "/expected.stdout");
  Given given;
  std::string statuses;
  for (auto line : lines_of(read_whole(suite_case.folder + "/command"))) {
    replace_all(line, "{plugins}", TAQRIR_BUILD_DIR "/lib/taqrir/test-plugins");
    auto words = words_of(line);
    if (words.front() == "@python") {
      make_inputs(words.at(1), work.path());
      before = content_of(work.path());
      continue;
    }
    if (line.front() == '@') {
      change(words, work.path());
      continue;
    }
    words.insert(words.begin(), TAQRIR_BUILD_DIR "/bin/taqrir");
    const auto ran = run_program(words, work.path(), environment);
    statuses += (statuses.empty() ? "" : " ") + std::to_string(ran.status);
    given.texts["expected.stdout"] += is_page ? ran.out : steadied(ran.out, work.path());
    given.texts["expected.stderr"] += steadied(ran.err, work.path());
  }
  const bool all_done = statuses.find_first_not_of("0 ") == std::string::npos;
  given.texts["expected.status"] = all_done ? std::string() : statuses + "\n";
  const auto after = content_of(work.path());
  given.texts["expected.tree"] = difference(before, after);
  given.outside_the_page = words_outside(after, work.path());
  for (const auto& name : files_asked_for(suite_case)) {
    const auto path = work.path() + "/" + name;
    given.texts[std::string(kFiles) + "/" + name] =
        name.ends_with(".text") ? pdf_text(path.substr(0, path.size() - 5)) : read_whole(path);
  }
  return given;
}

Given expected_of(const SuiteCase& suite_case) {
  Given expected;
  for (const auto* name : kExpected) expected.texts[name] = read_whole(suite_case.folder + "/" + name);
  for (const auto& name : files_asked_for(suite_case))
    expected.texts[std::string(kFiles) + "/" + name] =
        read_whole(suite_case.folder + "/" + kFiles + "/" + name);
  return expected;
}

void bless(const SuiteCase& suite_case, const Given& given) {
  for (const auto& [name, text] : given.texts) {
    const auto path = suite_case.folder + "/" + name;
    if (text.empty() && !name.starts_with(kFiles))
      fs::remove(path);
    else
      write_whole(path, text);
  }
}

}  // namespace taqrir::test
