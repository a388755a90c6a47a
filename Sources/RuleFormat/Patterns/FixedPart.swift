extension RuleDefinition {
    /// Whether every secret of the rule has a part that is always the same, of three bytes at least: `ghp_`, the `ACDb` of
    /// Cosmos DB. Such a secret tells by itself whose it is; others are known by the name of their key alone.
    package var secretHasFixedPart: Bool {
        guard let group = TokenBeginning.secret(in: Array(pattern.utf8)), let syntax = try? PatternSyntax(group) else {
            return false
        }
        return RequiredLiterals.anchors(of: syntax) != nil
    }
}
