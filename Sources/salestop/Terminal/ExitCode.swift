import ArgumentParser
import ConfigText
import SalesAnalytics
import SalesCore
import SalesPipeline
import SalesSources
import TextUI

/// Exit codes, after sysexits(3).
enum Exit {
  static let usage: Int32 = 64
  static let data: Int32 = 65
  static let unavailable: Int32 = 69
  static let inputOutput: Int32 = 74
  static let tryAgain: Int32 = 75
  static let permission: Int32 = 77
  static let config: Int32 = 78

  /// The code and the one line for an error; nil for those that the argument parser words itself.
  static func outcome(of error: any Error) -> (code: Int32, line: String)? {
    switch error {
    case let error as BackendError: (code(of: error.kind), "\(error.description)\(advice(for: error))")
    case let error as ConfigProblem: (config, error.description)
    case let error as PeriodProblem: (usage, error.message)
    case let error as SettingProblem: (usage, "--\(error.description)")
    case let error as ImportProblem: (code(of: error), "\(error)")
    case let error as CommandProblem: (error.code, error.message)
    case is CancellationError: (0, "")
    default: nil
    }
  }

  /// Of a wrong option, or of a file that is read otherwise than it is written.
  static func code(of problem: ImportProblem) -> Int32 { problem.isUsage ? usage : data }

  private static func code(of kind: BackendError.Kind) -> Int32 {
    switch kind {
    case .unavailable: unavailable
    case .held, .fenced: tryAgain
    case .inputOutput: inputOutput
    case .corrupt, .gap, .foreign: data
    case .permission: permission
    case .mismatch: config
    case .missing: unavailable
    }
  }

  /// Advice to a person; begins with "; ".
  private static func advice(for error: BackendError) -> String {
    switch error.kind {
    case .missing: "; start `salestop produce` and `salestop consume` first, or see `salestop demo`"
    case .gap: "; `salestop consume --accept-gap` goes on behind them and notes what is lost"
    case .fenced: "; it goes on where this one stopped"
    case .foreign: "; name the log that this store has consumed with --log, or another store with --store"
    case .permission:
      switch error.resource {
      case .storage: "; choose another place with --log, --store or --state-dir"
      case .input: ""
      case .server: "; check the user, the password and what they may do"
      }
    case .unavailable, .held, .inputOutput, .corrupt, .mismatch: ""
    }
  }
}
