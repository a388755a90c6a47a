package import Configuration
package import Detection
package import Discovery
import Foundation
package import Model
package import SafeFormats

/// What a configuration file changes about a scan. What is said on the command line goes before it.
package struct ScanSettings: Sendable {
    package let configuration: ScanConfiguration

    package init(_ configuration: ScanConfiguration) { self.configuration = configuration }

    /// The rules in force.
    package func selection(_ selection: RuleSelection) -> RuleSelection {
        var selection = selection
        if selection.only.isEmpty { selection.only = configuration.onlyRules }
        selection.without += configuration.skippedRules
        selection.added += configuration.addedRules
        return selection
    }

    /// The rules in force where the command line says nothing of them, those of gitleaks' file among them.
    /// - Returns: the notes say what of that file could not be carried over.
    package func library() throws(SettingsError) -> (library: RuleLibrary, notes: [String]) {
        var suppressions = Suppressions()
        return try GitleaksSettings.library(
            selection(RuleSelection()), with: configuration.gitleaks, adding: &suppressions)
    }

    /// Paths, confidence and trust, where the command line has not chosen.
    package func apply(to options: inout ScanOptions) {
        options.paths = PathFilter(include: configuration.include, exclude: configuration.exclude)
        options.hasIncludes = !configuration.include.isEmpty
        options.trustsMarkers = configuration.trustsMarkers
        if let minimum = configuration.minimumConfidence { options.minimumConfidence = minimum }
    }

    /// The paths that are scanned. What the command line includes goes before what the settings do; what either excludes
    /// stays out.
    /// - Returns: `hasIncludes` says whether anything but all paths is included.
    package static func paths(
        including include: [String], excluding exclude: [String], _ settings: ScanSettings?
    ) -> (filter: PathFilter, hasIncludes: Bool) {
        let included = include.isEmpty ? settings?.configuration.include ?? [] : include
        let excluded = exclude + (settings?.configuration.exclude ?? [])
        return (PathFilter(include: included, exclude: excluded), !included.isEmpty)
    }

    /// Whether the settings choose among the rules.
    package var choosesRules: Bool { !configuration.onlyRules.isEmpty || !configuration.skippedRules.isEmpty }

    /// What coverage says of settings that leave something out; nil where they leave nothing out.
    package func coverageEntry(source: String) -> Coverage.Entry? {
        var left: [String] = []
        if !configuration.include.isEmpty || !configuration.exclude.isEmpty { left.append("paths") }
        if choosesRules { left.append("rules") }
        if configuration.minimumConfidence != nil { left.append("findings by confidence") }
        if left.isEmpty { return nil }
        return Coverage.Entry(
            source: source, reason: .excluded, subject: configuration.file,
            detail: "these settings leave out \(left.joined(separator: " and ")); --no-config looks at everything")
    }

    /// Adds what is not to be reported.
    /// - Parameter withBaseline: false for those who make one.
    /// - Returns: what people should know: exceptions that have ended.
    package func add(
        to suppressions: inout Suppressions, library: RuleLibrary, today: CivilDate, withBaseline: Bool = true
    ) throws(SettingsError) -> [String] {
        var notes: [String] = []
        suppressions.base =
            URL(fileURLWithPath: configuration.file).resolvingSymlinksInPath().deletingLastPathComponent().path
        var lists = suppressions.lists
        for allowance in configuration.allowances {
            if let until = allowance.until, until < today {
                notes.append("\(place(of: allowance)): this exception ended on \(until): \(allowance.reason)")
                continue
            }
            lists.append(allowlist(allowance, library))
        }
        if !lists.isEmpty {
            do { suppressions.allowlists = try AllowlistSet(lists) } catch {
                throw SettingsError("\(configuration.file): \(error)")
            }
        }
        if withBaseline, suppressions.baseline == nil, let path = configuration.baseline {
            suppressions.baseline = try SettingsError.telling { try Baseline(file: path) }
        }
        return notes
    }

    /// What is wrong with it that only the rules can tell: every fault with its line.
    package func faults(library: RuleLibrary) -> [FileFault] {
        var faults: [FileFault] = []
        func fault(_ line: Int?, _ message: String) {
            faults.append(FileFault(file: configuration.file, line: line, message: message))
        }
        for allowance in configuration.allowances {
            for id in allowance.rules where indices(of: id, in: library).isEmpty {
                fault(allowance.line, "there is no rule “\(id)”; `rollcall rules list` shows them")
            }
            for value in allowance.values {
                let list = Allowlist(
                    reason: allowance.reason, rules: nil, needsAll: true, commits: [], paths: [], patterns: [value],
                    target: .secret, stopwords: [])
                do { _ = try AllowlistSet([list]) } catch {
                    fault(allowance.line, "values has a pattern that PCRE2 does not take: \(value)")
                }
            }
        }
        if let path = configuration.baseline {
            do { _ = try Baseline(file: path) } catch { fault(configuration.lines["baseline"], "\(error)") }
        }
        if let path = configuration.gitleaks {
            do { _ = try GitleaksSettings(path: path) } catch {
                fault(configuration.lines["gitleaks"], "\(error)")
            }
        }
        return faults
    }

    private func allowlist(_ allowance: ScanConfiguration.Allowance, _ library: RuleLibrary) -> Allowlist {
        var rules: Set<Int>?
        if !allowance.rules.isEmpty {
            // Rules that are not in force need no exception.
            rules = Set(allowance.rules.flatMap { indices(of: $0, in: library) })
        }
        let paths = allowance.paths.map(GlobExpression.pattern(of:))
        return Allowlist(
            reason: allowance.reason, rules: rules, needsAll: true, commits: [],
            paths: paths.isEmpty && allowance.values.isEmpty ? ["."] : paths, patterns: allowance.values,
            target: .secret,
            stopwords: [])
    }

    private func indices(of id: String, in library: RuleLibrary) -> [Int] { library.indices(ofRulesNamed: id) }

    private func place(of allowance: ScanConfiguration.Allowance) -> String {
        configuration.file + (allowance.line.map { ":\($0)" } ?? "")
    }
}
