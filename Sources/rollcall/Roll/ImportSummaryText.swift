import Inventory
import Reports

extension ImportSummary {
    /// - Parameter places: what they are to the reader, one of them: `finding`.
    /// - Returns: `1 finding and 2 artefacts of 3 runs`
    func text(places: String) -> String {
        "\(Quantity.counted(findings, places)) and \(Quantity.counted(artefacts, "artefact")) of \(Quantity.counted(runs, "run"))"
    }
}
