import Foundation
import TestSupport
import Testing

@testable import SalesCore

/// The second opinion on numbers and formulas: Python's `decimal`, in one process for all cases.
enum DecimalOracle {
  struct Case: Encodable {
    /// An expression over `N` (a number), `T` (a text), `C` (a cell) and the functions of the script.
    var python: String
    var cells: [String: Cell] = [:]
  }

  struct Cell: Encodable {
    var kind: String
    var value: String

    init(_ value: FormulaValue) {
      kind =
        switch value {
        case .null: "null"
        case .text: "text"
        case .number: "number"
        case .flag: "flag"
        }
      self.value = value.plainText ?? ""
    }
  }

  /// The result of each case, in the form of `FormulaValue.oracleText`, or `error`.
  static func results(of cases: [Case]) async throws -> [String] {
    let folder = try TemporaryFolder()
    let path = folder.file("cases.json")
    try JSONEncoder().encode(cases).write(to: URL(fileURLWithPath: path))
    let output = try await TestPython.run(script, path)
    return try JSONDecoder().decode([String].self, from: Data(output.utf8))
  }

  private static let script = #"""
    import json, re, sys
    from decimal import Context, Decimal, Inexact, ROUND_HALF_UP

    exact = Context(prec=200, rounding=ROUND_HALF_UP, Emin=-9999, Emax=9999, traps=[Inexact])
    rounding = Context(prec=200, rounding=ROUND_HALF_UP, Emin=-9999, Emax=9999, traps=[])
    NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?")

    class Bad(Exception):
        pass

    def fit(d):
        if d == 0:
            return Decimal(0)
        d = d.normalize(exact)
        _, digits, exponent = d.as_tuple()
        if len(digits) + max(exponent, 0) > 38 or -exponent > 60:
            raise Bad
        return d

    def plain(d):
        return format(d.normalize(exact), "f") if d else "0"

    class V:
        """A value; is_number says that it is a number or null for certain."""
        def __init__(self, v, is_number=False, inexact=False):
            self.v, self.is_number, self.inexact = v, is_number, inexact

        def number(self):
            if self.v is None or isinstance(self.v, Decimal):
                return self.v
            if isinstance(self.v, bool):
                raise Bad
            if not self.v.strip():
                return None
            if not NUMBER.fullmatch(self.v.strip()):
                raise Bad
            return fit(Decimal(self.v.strip()))

        def text(self):
            if self.v is None or isinstance(self.v, str):
                return self.v
            return str(self.v).lower() if isinstance(self.v, bool) else plain(self.v)

        def flag(self):
            if self.v is None or isinstance(self.v, bool):
                return self.v
            if isinstance(self.v, Decimal):
                raise Bad
            word = self.v.lower()
            if word in ("true", "false"):
                return word == "true"
            if not word.strip():
                return None
            raise Bad

        def is_blank(self):
            return self.v is None or isinstance(self.v, str) and not self.v.strip()

        def arithmetic(self, other, calculate):
            a, b = self.number(), other.number()
            if a is None or b is None:
                return V(None, True)
            return V(fit(calculate(a, b)), True, self.inexact or other.inexact)

        def __add__(self, other): return self.arithmetic(other, exact.add)
        def __sub__(self, other): return self.arithmetic(other, exact.subtract)
        def __mul__(self, other): return self.arithmetic(other, exact.multiply)

        def __truediv__(self, other):
            context = Context(prec=34, rounding=ROUND_HALF_UP, Emin=-9999, Emax=9999, traps=[])
            def divide(a, b):
                if b == 0:
                    raise Bad
                return context.divide(a, b)
            result = self.arithmetic(other, divide)
            result.inexact |= context.flags[Inexact]
            return result

        def __neg__(self):
            number = self.number()
            return V(None if number is None else number.copy_negate(), True, self.inexact)

        def __and__(self, other):
            a, b = self.text(), other.text()
            return V((a or "") + (b or ""))

        def compare(self, other, holds, knows_kind=True):
            if knows_kind and (self.is_number or other.is_number):
                a, b = self.number(), other.number()
            elif self.v is None or other.v is None:
                return V(None)
            elif isinstance(self.v, str) and isinstance(other.v, str):
                a, b = self.v, other.v
            elif isinstance(self.v, Decimal) or isinstance(other.v, Decimal):
                a, b = self.number(), other.number()
            else:
                a, b = self.flag(), other.flag()
            return V(None if a is None or b is None else holds(a, b))

        def __eq__(self, other): return self.compare(other, lambda a, b: a == b)
        def __ne__(self, other): return self.compare(other, lambda a, b: a != b)
        def __lt__(self, other): return self.compare(other, lambda a, b: a < b)
        def __le__(self, other): return self.compare(other, lambda a, b: a <= b)
        def __gt__(self, other): return self.compare(other, lambda a, b: a > b)
        def __ge__(self, other): return self.compare(other, lambda a, b: a >= b)

    def N(text): return V(fit(Decimal(text)), True)
    def T(text): return V(text)

    def mapped(function):
        """A function of texts that gives null for null."""
        def call(*values):
            texts = [value.text() for value in values]
            return V(None if None in texts else function(*texts))
        return call

    def numeric(value):
        return V(value.number(), True, value.inexact)

    def whole(value, least, most):
        number = value.number()
        if number is not None and (number != number.to_integral_value() or not least <= number <= most):
            raise Bad
        return None if number is None else int(number)

    def f_abs(value):
        value = numeric(value)
        return V(None if value.v is None else value.v.copy_abs(), True, value.inexact)

    def f_round(value, decimals):
        value, decimals = numeric(value), whole(decimals, 0, 60)
        if value.v is None or decimals is None:
            return V(None, True)
        d = value.v
        if -d.as_tuple().exponent > decimals:
            d = d.quantize(Decimal(1).scaleb(-decimals, exact), context=rounding)
        return V(fit(d), True, value.inexact)

    def f_negate_if(condition, value):
        condition, value = condition().flag(), numeric(value())
        return -value if condition else value

    def f_length(value):
        text = value.text()
        return V(None if text is None else Decimal(len(text)), True)

    def f_split(value, separator, n):
        text, separator, n = value.text(), separator.text(), whole(n, 1, 2 ** 63 - 1)
        if text is None or separator is None or n is None:
            return V(None)
        parts = text.split(separator) if separator else [text]
        return V(parts[n - 1] if n <= len(parts) else None)

    def f_in(value, *others):
        answer = False
        for other in others:
            is_equal = value.compare(other(), lambda a, b: a == b, knows_kind=False).v
            if is_equal:
                return V(True)
            answer = None if is_equal is None else answer
        return V(answer)

    def f_and(left, right):
        a = left().flag()
        if a is False:
            return V(False)
        b = right().flag()
        return V(False if b is False else None if a is None or b is None else True)

    def f_or(left, right):
        a = left().flag()
        if a is True:
            return V(True)
        b = right().flag()
        return V(True if b is True else None if a is None or b is None else False)

    def f_not(value):
        flag = value.flag()
        return V(None if flag is None else not flag)

    def f_coalesce(*values):
        for value in values:
            value = value()
            if not value.is_blank():
                return V(value.v, False, value.inexact)
        return V(None)

    def f_if(condition, a, b):
        value = a() if condition().flag() else b()
        return V(value.v, False, value.inexact)

    f_lower = mapped(str.lower)
    f_upper = mapped(str.upper)
    f_trim = mapped(str.strip)
    f_text = mapped(str)
    f_replace = mapped(lambda text, a, b: text.replace(a, b) if a else text)
    f_contains = mapped(lambda text, part: part in text)
    f_starts_with = mapped(str.startswith)
    f_number = numeric
    f_is_null = lambda value: V(value.is_blank())

    def result(case):
        def C(name):
            cell = case["cells"][name]
            kinds = {"null": lambda _: None, "text": str, "number": Decimal, "flag": lambda text: text == "true"}
            return V(kinds[cell["kind"]](cell["value"]))
        try:
            value = eval(case["python"], dict(globals(), C=C))
        except Bad:
            return "error"
        if value.v is None:
            return "null"
        if isinstance(value.v, bool):
            return "flag " + str(value.v).lower()
        if isinstance(value.v, str):
            return "text " + value.v
        return "number " + plain(value.v) + (" inexact" if value.inexact else "")

    print(json.dumps([result(case) for case in json.load(open(sys.argv[1]))]))
    """#
}

extension FormulaValue {
  /// The value as the oracle writes it.
  var oracleText: String {
    switch self {
    case .null: "null"
    case .text(let text): "text " + text
    case .number(let number): "number " + number.text + (number.isInexact ? " inexact" : "")
    case .flag(let flag): "flag \(flag)"
    }
  }
}

extension Trait where Self == ConditionTrait {
  static var needsPython: ConditionTrait {
    let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
    return .enabled(if: TestPython.isThere || isCI, "no .build/test-tools: Scripts/prepare test makes it")
  }
}
