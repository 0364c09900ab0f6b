// Reports in row scope: the table whose rows are made a document each, and what the files are called.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/mission_session.hpp"
#include "app/report_context.hpp"
#include "base/packed_texts.hpp"
#include "input/packed_rows.hpp"

namespace taqrir::app {

/// The rows that can be made. What is wrong in others was told when they were read.
class ReportRows {
 public:
  /// Of the field that `info.rows` names, in the deliverable's own table. An error: there is no table, or
  /// something is wrong that concerns all of its rows. Errors of single rows go to `diagnostics`.
  static Result<ReportRows> read(const MissionSession& session, const ReportInfo& info, const Record* fields,
                                 Findings& findings, Diagnostics& diagnostics);

  std::size_t size() const { return rows_.size(); }
  std::size_t spoiled() const { return spoiled_; }
  /// A value for each column, made when it is asked for.
  Record record(std::size_t i) const;
  Span span(std::size_t i) const;
  /// The row's place in its table, those left out counted as well; from 1.
  std::size_t number(std::size_t i) const { return rows_[i] + 1; }
  /// How many rows the table has, with those left out.
  std::size_t of() const { return of_; }
  /// Leaves out rows, as spoiled ones.
  void drop(const std::vector<bool>& dropped);

 private:
  Span place_of(const std::vector<Cell>& row) const;
  std::string code_of(const std::string& text, std::size_t row) const;

  input::PackedRows sheet_;
  Schema columns_;               // of the sheet
  std::vector<Record> records_;  // of a list
  std::vector<std::uint32_t> rows_;
  std::size_t of_ = 0, spoiled_ = 0;
  const Redactor* redactor_ = nullptr;  // of the public edition, in which personal cells stand as codes
};

/// What each row's file is called, without extension: the report's own word made safe, or its number. Of two
/// rows with one name the later is told of, and dropped.
PackedTexts names_of_rows(const MissionSession& session, const std::string& report,
                          const std::string& activity, const Record* fields, ReportRows& rows,
                          Findings& findings, std::size_t threads, Diagnostics& diagnostics);

/// Letters and digits of any script, “.”, “_” and “-”; no path, nothing hidden, of bounded length. May be
/// empty.
std::string safe_row_name(std::string_view text);

/// Composes each row that can be, in order, and hands its document over. What is wrong is appended, once
/// where all rows say it. False: the table itself could not be read.
using TakeRow = std::function<void(const std::string& name, Document)>;
bool compose_each_row(const MissionSession& session, const std::string& report, const std::string& activity,
                      const Record* fields, Findings& findings, const MissionContext* outer,
                      Diagnostics& diagnostics, const TakeRow& take);

/// All rows in one document, each a Part with its name.
Composed compose_rows(const MissionSession& session, const std::string& report, const std::string& activity,
                      const Record* fields, Findings& findings, const MissionContext* outer = nullptr);

/// Whether a report is made of rows.
bool has_rows(const MissionSession& session, const std::string& report);

}  // namespace taqrir::app
