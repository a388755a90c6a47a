extension String {
    /// With spaces behind it, so that columns stand below each other.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
