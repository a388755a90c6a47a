import ArgumentParser
import Configuration
import Detection
import Discovery
import Foundation
import Model
import Reports
import Settings

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show why something in a file is reported, or is not.",
        discussion: """
            Every reading of every rule is shown with its prior and its evidence, as log-odds in hundredths: +70 makes a \
            secret twice as likely, -70 half as likely. Values that were read are redacted, and words that look random.

            With a line also what was seen and left alone is told: names without a value, anchors whose pattern does not fit.
            """)

    @Argument(
        help: "A file, or a file and a line: settings.py:12. A column behind it is taken, too.", completion: .file())
    var place: String
    @Option(help: ArgumentHelp("Rule files or folders to add.", valueName: "path"), completion: .file()) var rules:
        [String] = []
    @Option(
        help: ArgumentHelp(
            "low, medium, high or 0–1: what counts as reported. Default: medium.", valueName: "confidence"))
    var minConfidence: String?
    @OptionGroup var files: SettingsOptions

    func run() throws {
        let (path, line) = try Self.split(place)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("cannot read \(path); check the path and its permissions")
        }
        let settings = try files.settings(for: path)
        var options = ScanOptions()
        settings?.apply(to: &options)
        if let minConfidence { options.minimumConfidence = try ConfidenceOption.score(of: minConfidence) }
        options.today = .today
        let prepared = try ScanPreparation(
            RuleSelection(added: rules), gitleaks: files.gitleaksConfig, usesBaseline: false
        ).prepare(&options, with: settings)
        for note in prepared.lost + prepared.ended { StandardError.note(note) }
        let inSource = FilePlace(of: path)
        let inSettings = options.suppressions.path(of: inSource, at: path)
        if let settings, !options.paths.takes(inSource.path) || !options.paths.takes(inSettings) {
            show("\(path): \(settings.configuration.file) leaves it out of scans; as if it did not:")
        }
        let explanation = try Array(data).withUnsafeBytes { content in
            try ContentExplanation(
                of: content, path: inSource.path, line: line, library: prepared.library,
                minimumConfidence: options.minimumConfidence, suppressions: options.suppressions,
                pathInSettings: inSettings, today: options.today)
        }
        if let line, explanation.lines.isEmpty {
            throw ValidationError("\(path) has no line \(line); lines count from 1")
        }
        if explanation.lines.isEmpty {
            return show("\(path): no rule read anything in it; name a line to see what was looked at")
        }
        for (index, item) in explanation.lines.enumerated() {
            if index > 0 { show() }
            ExplanationText(line: item, path: path).lines.forEach { show($0) }
        }
    }

    /// A file whose own name ends in a colon and digits is meant whole.
    static func split(_ place: String) throws -> (path: String, line: Int?) {
        guard !FileManager.default.fileExists(atPath: place), let colon = place.lastIndex(of: ":") else {
            return (place, nil)
        }
        let digits = place[place.index(after: colon)...]
        guard let line = Int(digits), line > 0 else {
            throw ValidationError("there is no file \(place); name a file, or a file and a line from 1: settings.py:12")
        }
        let rest = String(place[..<colon])
        // With a column, as reports name places: all of the line is explained.
        if !FileManager.default.fileExists(atPath: rest), let before = rest.lastIndex(of: ":"),
            let line = Int(rest[rest.index(after: before)...]), line > 0
        {
            return (String(rest[..<before]), line)
        }
        return (rest, line)
    }
}
