private import Foundation
internal import GRDB
private import Model

/// What a person means by an id.
package enum RollSubject: Sendable {
    case identity(pk: Int64, key: String)
    case credential(pk: Int64, fingerprint: String)
    case place(pk: Int64, id: String)

    /// As the log of decisions names it.
    package var decisionSubject: String {
        switch self {
        case .identity(_, let key): "identity:" + key
        case .credential(_, let fingerprint): "credential:" + fingerprint
        case .place(_, let id): "place:" + id
        }
    }
}

extension Roll {
    /// Finds what an id, the head of one, or an identity's key names.
    package func subject(_ text: String) throws(RollError) -> RollSubject {
        let path = path
        return try read { db in
            if let row = try Row.fetchOne(db, sql: "SELECT pk, key FROM identity WHERE key = ?", arguments: [text]) {
                return .identity(pk: row[0], key: row[1])
            }
            let head = text.lowercased()
            guard head.count >= 4, head.allSatisfy(\.isHexDigit) else {
                throw RollError.unknown(path: path, what: text)
            }
            let after = head + "g"
            let identities = try Row.fetchAll(
                db, sql: "SELECT pk, key, id, name FROM identity WHERE id >= ? AND id < ? LIMIT 5",
                arguments: [head, after])
            if identities.count == 1, let row = identities.first { return .identity(pk: row[0], key: row[1]) }
            if identities.count > 1 {
                throw RollError.ambiguous(
                    what: text, candidates: identities.map { "\($0[2] as String) (\($0[3] as String))" })
            }
            for (table, column, width) in [("credential", "fingerprint", 64), ("sighting", "id", 32)]
            where head.count <= width {
                let (low, high) = (Self.padded(head, "0", width), Self.padded(head, "f", width))
                let rows = try Row.fetchAll(
                    db, sql: "SELECT pk, lower(hex(\(column))) FROM \(table) WHERE \(column) BETWEEN ? AND ? LIMIT 5",
                    arguments: [low, high])
                if rows.count > 1 { throw RollError.ambiguous(what: text, candidates: rows.map { $0[1] }) }
                if let row = rows.first {
                    return table == "credential"
                        ? .credential(pk: row[0], fingerprint: row[1]) : .place(pk: row[0], id: row[1])
                }
            }
            throw RollError.unknown(path: path, what: text)
        }
    }

    private static func padded(_ head: String, _ digit: Character, _ width: Int) -> Data {
        Data(Hexadecimal.bytes(head + String(repeating: digit, count: width - head.count)) ?? [])
    }
}
