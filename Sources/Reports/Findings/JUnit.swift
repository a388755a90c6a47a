import Inventory
private import Mustache
import Model

/// JUnit XML, as CI servers read it: a test case for each credential. What still counts fails, what was decided or
/// suppressed is skipped, what is over passes; what was not read is an error.
///
/// The shape follows the schema that Jenkins publishes (`jenkins-junit.xsd` of its xUnit plugin).
enum JUnit {
    struct Case {
        enum Result {
            case passed
            case skipped(String)
            case failed(message: String, text: String)
            /// Nothing can be said: it was not read.
            case unknown(reason: String, message: String)
        }

        let suite: String
        let name: String
        let result: Result
    }

    /// Mustache escapes for HTML: `&`, `<`, `>` and both quotes, which is what XML wants.
    private static let template = """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="{{name}}" tests="{{tests}}" failures="{{failures}}" errors="{{errors}}">
        {{#suites}}
          <testsuite name="{{name}}" tests="{{tests}}" failures="{{failures}}" skipped="{{skipped}}" errors="{{errors}}" timestamp="{{timestamp}}">
        {{#cases}}
            <testcase classname="{{class}}" name="{{name}}" time="0">{{#failure}}<failure type="credential" message="{{message}}">{{text}}</failure>{{/failure}}{{#error}}<error type="{{type}}" message="{{message}}"/>{{/error}}{{#skip}}<skipped message="{{message}}"/>{{/skip}}</testcase>
        {{/cases}}
          </testsuite>
        {{/suites}}
        </testsuites>

        """

    static func write(_ cases: [Case], name: String, at seconds: Int64, to output: inout some TextOutputStream) {
        var suites: [[String: Any]] = []
        for (suite, members) in Dictionary(grouping: cases, by: \.suite).sorted(by: { $0.key < $1.key }) {
            suites.append([
                "name": xml(suite), "tests": members.count, "failures": members.count(where: \.isFailed),
                "skipped": members.count(where: \.isSkipped), "errors": members.count(where: \.isUnknown),
                "timestamp": String(CivilTime.text(seconds).prefix(19)),
                "cases": members.map { $0.values },
            ])
        }
        let values: [String: Any] = [
            "name": xml(name), "tests": cases.count, "failures": cases.count(where: \.isFailed),
            "errors": cases.count(where: \.isUnknown), "suites": suites,
        ]
        // The template is ours and is rendered in a test.
        guard let text = try? MustacheTemplate(string: template).render(values) else {
            preconditionFailure("the template of JUnit cannot be read")
        }
        output.write(text)
    }

    /// Without what XML 1.0 has no way to say; the rest is escaped by the template.
    fileprivate static func xml(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                TerminalText.safe(text).unicodeScalars.filter { $0.value != 0xFFFE && $0.value != 0xFFFF }))
    }
}

extension JUnit.Case {
    fileprivate var isFailed: Bool { if case .failed = result { true } else { false } }
    fileprivate var isSkipped: Bool { if case .skipped = result { true } else { false } }
    fileprivate var isUnknown: Bool { if case .unknown = result { true } else { false } }

    fileprivate var values: [String: Any] {
        var values: [String: Any] = ["class": JUnit.xml(suite), "name": JUnit.xml(name)]
        switch result {
        case .passed: break
        case .skipped(let reason): values["skip"] = ["message": JUnit.xml(reason)]
        case .failed(let message, let text):
            // Lines are ours, their texts are not.
            let lines = text.split(separator: "\n").map { JUnit.xml(String($0)) }.joined(separator: "\n")
            values["failure"] = ["message": JUnit.xml(message), "text": lines]
        case .unknown(let reason, let message):
            values["error"] = ["type": JUnit.xml(reason), "message": JUnit.xml(message)]
        }
        return values
    }
}

extension JUnit {
    /// Of a scan: the suite is the source, the case a credential or something that was not read.
    static func write(_ report: ScanReport, to output: inout some TextOutputStream) {
        var order: [String] = []
        var groups: [String: [Finding]] = [:]
        for finding in report.findings {
            let key = finding.location.source + "\0" + finding.credential.fingerprint
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(finding)
        }
        let cases = order.compactMap { groups[$0] }.map { findings in
            let first = findings[0]
            let live = findings.filter(\.isActionable)
            let name = "\(first.rule.name) \(first.credential.redacted) (\(first.credential.fingerprint.prefix(12)))"
            guard let worst = live.max(by: { $0.confidence.score < $1.confidence.score }) else {
                return Case(
                    suite: first.location.source, name: name,
                    result: .skipped(first.suppression?.reason ?? "a name, no secret"))
            }
            let lines = live.map { line(of: $0, at: report.run.finished) }.joined(separator: "\n")
            return Case(
                suite: first.location.source, name: name,
                result: .failed(
                    message: "\(worst.confidence.band.rawValue) confidence, \(Quantity.counted(live.count, "place"))",
                    text: lines))
        }
        let gaps = report.run.coverage.withoutFacts.entries.map {
            Case(
                suite: $0.source, name: "Not read: \($0.subject)",
                result: .unknown(reason: $0.reason.rawValue, message: $0.detail))
        }
        write(cases + gaps, name: "Rollcall", at: report.run.finished.seconds, to: &output)
    }

    private static func line(of finding: Finding, at now: Timestamp) -> String {
        let place = TerminalText.safe("\(finding.location.shownPathText):\(finding.location.start.line)")
        let commit = finding.provenance.introduced.first.map {
            ", introduced in \($0.id.hex.prefix(12)) by \(TerminalText.safe($0.author.name))"
        }
        return place + finding.knownLimits(at: now).map { ", " + $0 }.joined() + (commit ?? "")
            + (finding.provenance.isAtHead ? ", at HEAD" : "")
    }

    /// Of the roll: the suite is the provider, the case a credential of an identity.
    static func write(_ report: RollReport, title: String?, to output: inout some TextOutputStream) {
        let cases = report.stories.flatMap { story in
            story.credentials.map { credential in
                Case(
                    suite: story.identity.provider,
                    name: "\(story.identity.name) \(credential.redacted) (\(credential.fingerprint.prefix(12)))",
                    result: result(of: credential, in: story, of: report))
            }
        }
        write(cases, name: title ?? "The roll", at: report.made, to: &output)
    }

    private static func result(
        of credential: IdentityStory.CredentialRow, in story: IdentityStory, of report: RollReport
    ) -> Case.Result {
        let (identity, now) = (story.identity, report.made)
        if let decision = identity.decision, ["accept", "false-positive"].contains(decision) {
            let until = identity.decisionUntil.map { " until \(CivilTime.date($0))" } ?? ""
            let reason = story.events.last { $0.kind == .decided }?.by.map { ", by \($0)" } ?? ""
            return .skipped(decision + until + reason)
        }
        if let reason = report.decidedCredentials[credential.fingerprint] { return .skipped(reason) }
        let isOver = [credential.rotated, credential.expires].compactMap(\.self).contains { $0 <= now }
        guard credential.state != .gone, !isOver || credential.placesAtHead > 0 else { return .passed }
        let exposure = credential.exposureInSeconds(now: now).map { ", exposed for \(CivilTime.span($0))" } ?? ""
        let places = story.places.filter { $0.fingerprint == credential.fingerprint && !$0.isGone }
        let live = places.filter { report.decidedPlaces[$0.id] == nil }
        // All of its places were decided about, one by one.
        if live.isEmpty, let reason = places.first.flatMap({ report.decidedPlaces[$0.id] }) { return .skipped(reason) }
        let lines = live.map { TerminalText.safe("\($0.source) \($0.path):\($0.line), \($0.stateName)") }
        return .failed(
            message: "\(credential.state.rawValue)\(exposure), owner \(identity.owner ?? "nobody")",
            text: lines.joined(separator: "\n"))
    }
}
