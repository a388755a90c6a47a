import Inventory
package import Model

/// The artefacts file: one `rollcall.artefact/1` object a line, and the run as the last.
package enum ArtefactsFile {
    package static let schema = "rollcall.artefact/1"

    /// Artefacts that turn out to be unreadable are left out.
    package static func write(_ report: ScanReport, to output: inout some TextOutputStream) {
        for placed in report.artefacts {
            guard let record = ArtefactRecord(placed) else { continue }
            var json = JSONWriter(layout: .oneLine)
            json.append(record)
            output.write(json.text + "\n")
        }
        output.write(report.run.line + "\n")
    }
}

extension JSONWriter {
    fileprivate mutating func append(_ record: ArtefactRecord) {
        object {
            $0.field("schema", ArtefactsFile.schema)
            $0.field("kind", record.kind.rawValue)
            $0.field("artefact", record.artefact)
            $0.field("source", record.source)
            $0.field("path", record.path)
            $0.field("line", record.line)
            if record.kind == .ownership {
                $0.field("text", record.text)
                return
            }
            $0.object("identity") {
                $0.field("key", record.identityKey)
                $0.field("kind", record.identityKind)
                $0.field("provider", record.provider)
                $0.field("name", record.name)
                $0.field("account", record.account)
            }
            if record.kind == .reference {
                $0.field("store", record.store)
                $0.field("target", record.target)
            }
            $0.object("facts") { json in
                for (name, value) in record.facts.sorted(by: { $0.key < $1.key }) { json.field(name, value) }
            }
            if let provenance = record.provenance { $0.append(provenance) }
        }
    }
}
