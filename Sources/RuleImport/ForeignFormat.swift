/// The formats that can be read.
package enum ForeignFormat: String, CaseIterable, Sendable {
    case gitleaks, betterleaks, kingfisher, noseyparker
}
