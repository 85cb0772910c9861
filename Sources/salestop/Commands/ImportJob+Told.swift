import ArgumentParser
import SalesSources

extension ImportJob {
  /// Tells how a file is read, before its rows are.
  func tell(_ file: ExaminedFile) {
    for note in ImportText.notes(file) { Messages.info("\(file.name): \(note)") }
  }

  /// Throws where a followed file cannot be read on.
  func checkEnding(_ reports: [ImportReport]) throws {
    guard let report = reports.first, let ending = report.ending else { return }
    throw CommandProblem(code: Exit.data, message: "\(report.file): \(ending); the rows before it were taken")
  }

  /// Tells what came of the files, and ends the program with 65 where no row was taken or a file broke off.
  func tell(_ files: [ExaminedFile], _ reports: [ImportReport], isCheck: Bool) throws {
    for (file, report) in zip(files, reports) {
      if isCheck {
        try Output.write(ImportText.check(file, report) + "\n")
      } else {
        for line in ImportText.rejections(report) { Messages.warning("\(file.name): \(line)") }
        for note in ImportText.notes(report) { Messages.info("\(file.name): \(note)") }
        Messages.info(
          "\(file.name): \(ImportText.summary(report))"
            + (report.isCancelled ? "; stopped before the end of the file" : "; \(report.appended) appended"))
      }
      if let ending = report.ending { Messages.error("\(file.name): \(ending); the rows before it were taken") }
    }
    let taken = reports.reduce(0) { $0 + $1.sales }
    if taken == 0, !reports.contains(where: \.isCancelled) {
      throw CommandProblem(code: Exit.data, message: "no row was taken as a sale")
    }
    if reports.contains(where: { $0.ending != nil }) { throw ExitCode(Exit.data) }
  }
}
