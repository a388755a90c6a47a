internal import GRDB
package import Model

/// What an import brought.
package struct ImportSummary: Sendable, Equatable {
    package var findings = 0
    package var artefacts = 0
    package var runs = 0
    /// Findings of which no run is known, so that nothing follows from their absence later.
    package var undated = 0
}

extension Roll {
    /// Takes findings and artefacts files: all of them or, on any error, none.
    ///
    /// Findings belong to the run in their own file that names their source as a target; a file without a run line (a
    /// shard) takes it from the other files given here.
    package func importFindings(_ files: [String]) throws(RollError) -> ImportSummary {
        var runsByFile: [[(run: RunDescription, line: Int)]] = []
        do { for file in files { runsByFile.append(try Self.runs(in: file)) } } catch {
            throw Self.translated(error, path: path)
        }
        let estimate = BulkIndexes.estimate(files)
        return try write(bulk: estimate) { db in
            let indexes = try BulkIndexes.isLarge(estimate, db) ? BulkIndexes(db) : nil
            let layers = try keyLayers(db)
            let writer = try RollWriter(db, layers: layers)
            var summary = ImportSummary()
            var everyRun: [RollWriter.Run] = []
            var own: [[Attribution.Own]] = []
            for (file, runs) in zip(files, runsByFile) {
                var stored: [Attribution.Own] = []
                for (run, line) in runs {
                    try checkKey(of: run, file: file, db)
                    stored.append(Attribution.Own(run: try writer.add(run), line: line))
                }
                own.append(stored)
                everyRun += stored.map(\.run)
            }
            summary.runs = Set(everyRun.map(\.pk)).count
            for (index, file) in files.enumerated() {
                let attribution = Attribution(own: own[index], others: everyRun)
                let batches = ParsedBatches(path: file) { record, line in
                    PreparedFinding(record, run: attribution.run(for: record.source, at: line), layers: layers)
                }
                defer { batches.stop() }
                while let batch = try batches.next() {
                    for parsed in batch {
                        switch parsed {
                        case .finding(let finding):
                            if finding.run == nil { summary.undated += 1 }
                            try writer.add(finding)
                        case .artefact(let record, let line):
                            try writer.add(record, run: attribution.run(for: record.source, at: line))
                        }
                    }
                    batches.giveBack(batch)
                }
            }
            try finish(writer, db, indexes)
            summary.findings = writer.findingCount
            summary.artefacts = writer.artefactCount
            return summary
        }
    }

    /// Takes what a scan found, straight away.
    /// - Parameters:
    ///   - runLine: the run as findings files print it, so that importing the file later changes nothing.
    package func take(_ report: ScanReport, runLine: String) throws(RollError) -> ImportSummary {
        let parsed: FindingsLine
        do { parsed = try Array(runLine.utf8).withUnsafeBytes { try FindingsLine($0) } } catch {
            throw .unreadableFindings(file: "scan", line: 1, reason: (error as? JSONCursor.Fault)?.reason ?? "\(error)")
        }
        guard case .run(let description) = parsed else {
            throw .unreadableFindings(file: "scan", line: 1, reason: "the scan has no run line")
        }
        return try write { db in
            try checkKey(of: description, file: "the scan", db)
            let layers = try keyLayers(db)
            let writer = try RollWriter(db, layers: layers)
            let run = try writer.add(description)
            for finding in report.findings {
                if let prepared = PreparedFinding(FindingRecord(finding), run: run, layers: layers) {
                    try writer.add(prepared)
                }
            }
            for artefact in report.artefacts {
                if let record = ArtefactRecord(artefact) { try writer.add(record, run: run) }
            }
            try finish(writer, db, nil)
            return ImportSummary(findings: writer.findingCount, artefacts: writer.artefactCount, runs: 1)
        }
    }

    private func finish(_ writer: RollWriter, _ db: Database, _ indexes: BulkIndexes?) throws {
        writer.forgetCaches()
        try writer.places.record(db)
        try indexes?.makeNeeded(db)
        try Refresh(db: db).run(
            credentials: writer.touchedCredentials, sources: writer.touchedSources,
            identities: writer.touchedIdentities,
            own: writer.own)
        try indexes?.makeOthers(db)
    }

    /// The first key that a roll sees is its own.
    private func checkKey(of run: RunDescription, file: String, _ db: Database) throws {
        guard let key = run.key else { return }
        if let own = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'fingerprint-key'") {
            if own != key { throw RollError.otherKey(file: file) }
        } else {
            try db.execute(sql: "INSERT INTO meta (key, value) VALUES ('fingerprint-key', ?)", arguments: [key])
        }
    }

    private static func runs(in file: String) throws -> [(run: RunDescription, line: Int)] {
        var runs: [(run: RunDescription, line: Int)] = []
        let (ours, finding) = (
            Array(#"{"schema":"rollcall.run/1""#.utf8), Array(#"{"schema":"rollcall.finding/1""#.utf8)
        )
        try FindingsReader(path: file).forEachLine { line, number in
            // Ours begins with its schema; others may have put white space between.
            if line.starts(with: finding) { return }
            guard line.starts(with: ours) || String(decoding: line.prefix(64), as: UTF8.self).contains("rollcall.run/1")
            else { return }
            do {
                if case .run(let run) = try FindingsLine(line) { runs.append((run, number)) }
            } catch let fault as JSONCursor.Fault {
                throw RollError.unreadableFindings(file: file, line: number, reason: fault.reason)
            }
        }
        return runs
    }
}

/// Which run a finding belongs to.
private struct Attribution: Sendable {
    struct Own: Sendable {
        let run: RollWriter.Run
        /// Of the run's line in the file.
        let line: Int
    }

    let own: [Own]
    let others: [RollWriter.Run]

    func run(for source: String, at line: Int) -> RollWriter.Run? {
        if own.count == 1 { return own[0].run.sources[source] == nil ? nil : own[0].run }
        if !own.isEmpty {
            let fitting = own.filter { $0.run.sources[source] != nil }
            // Of files that were joined, the run line behind a finding is its own.
            return (fitting.first { $0.line > line } ?? fitting.last)?.run
        }
        let fitting = others.filter { $0.sources[source] != nil }
        return Set(fitting.map(\.pk)).count == 1 ? fitting.first : nil
    }
}
