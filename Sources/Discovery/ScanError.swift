internal import Detection
internal import Repositories

/// Why a scan could not begin. What only makes it incomplete goes to coverage.
package enum ScanError: Error, CustomStringConvertible {
    case badSelection(String)
    case setup(String)

    package var description: String {
        switch self {
        case .badSelection(let reason): reason
        case .setup(let reason): reason
        }
    }
}
