/// How people say for everybody that a finding is none, in words that work where a hook has stopped them.
package struct LastingAnswer: Sendable {
    /// The settings that the hook read; nil where there are none.
    var settings: String?
    /// The baseline that the settings name.
    var baseline: String?
    /// Whether the baseline that would be made without a name is there already.
    var hasUnnamedBaseline: Bool
    /// The roll that the settings name.
    var roll: String?

    package init(settings: String?, baseline: String?, hasUnnamedBaseline: Bool, roll: String?) {
        self.settings = settings
        self.baseline = baseline
        self.hasUnnamedBaseline = hasUnnamedBaseline
        self.roll = roll
    }

    private static let fileName = ".rollcall-baseline"

    /// - Parameters:
    ///   - scan: options of a scan that finds it.
    ///   - decision: what `roll decide` takes.
    func lines(scan: String, decision: String) -> [String] {
        var lines = ["  3. Decide it for everybody: take it into the baseline, with all else that is found now:"]
        if let baseline {
            let file = baseline == Self.fileName ? "" : " --file \(ShellWord.of(baseline))"
            lines.append("       rollcall baseline update --add-new" + file)
        } else {
            lines += [
                "       rollcall baseline " + (hasUnnamedBaseline ? "update --add-new" : "create"),
                "       echo 'baseline: \(Self.fileName)' >> \(ShellWord.of(settings ?? ".rollcall.yaml"))",
            ]
        }
        if let roll {
            lines += [
                "     or write the decision into the roll:",
                "       rollcall scan --quiet \(scan) --roll \(ShellWord.of(roll)) > /dev/null",
                "       rollcall roll decide \(decision) --roll \(ShellWord.of(roll))",
            ]
        }
        return lines
    }
}
