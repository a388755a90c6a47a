internal import Model

/// Finds secrets in the columns of tables: the name stands once, above or before all rows.
///
///     name,url,username,password          | user | password |        INSERT INTO users (name, password) VALUES
///     shop,https://x.example,ada,…        |------|----------|          ('ada', '…'),
///                                         | ada  | …        |          ('bob', '…');
///
/// A table may be as long as its content: like a block rule it looks at all lines that decide, and says which they were.
struct TableReader: Sendable {
    /// What the rows below one name hold.
    struct Column: Hashable, Sendable {
        var candidates: [GenericCandidate] = []
        /// The lines that were looked at; what changes none of them changes nothing here.
        var lines: ByteSpan
    }

    init() {}

    /// - Parameters:
    ///   - hit: an anchor of generic rules.
    ///   - line: the line it stands on, without its line break.
    /// - Returns: nil if the anchor stands in no header. Most calls end within a few bytes.
    func column(in content: UnsafeRawBufferPointer, hit: ByteSpan, line: ByteSpan) -> Column? {
        if let header = TableHeader(in: content, hit: hit, line: line) {
            return column(of: TableRows(header), named: header.name, isSure: !header.isLoose, in: content)
        }
        let list = ListItems.read(in: content, hit: hit)
        if let items = list.items { return column(of: items, named: items.name, isSure: false, in: content) }
        guard isNear(list.looked, line, in: content) else {
            return Column(lines: Self.clipped(list.looked, to: content))
        }
        let markup = MarkupRows.read(in: content, hit: hit)
        if let rows = markup.rows { return column(of: rows, named: rows.name, isSure: false, in: content) }
        guard markup.looked == hit else {
            return isNear(markup.looked, line, in: content)
                ? nil : Column(lines: Self.clipped(markup.looked, to: content))
        }
        var (columns, looked) = ColumnList.read(in: content, hit: hit)
        if columns == nil, isNear(looked, line, in: content) {
            (columns, looked) = CreatedTable.read(in: content, hit: hit)
        }
        switch columns?.rows {
        case .values(let start)?:
            return columns.map { column(of: InsertedRows($0, start), named: $0.name, isSure: true, in: content) }
        case .copied(let rows)?:
            return columns.map { column(of: rows, named: $0.name, isSure: true, in: content) }
        // An edit of lines that are further away than those that are looked at again may make a list of it.
        case nil: return isNear(looked, line, in: content) ? nil : Column(lines: Self.clipped(looked, to: content))
        }
    }

    private static func clipped(_ span: ByteSpan, to content: UnsafeRawBufferPointer) -> ByteSpan {
        ByteSpan(max(0, span.start), min(content.count, span.end))
    }

    /// Whether no line is touched by the span that does not have the line looked at again when it changes.
    private func isNear(_ span: ByteSpan, _ line: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        if span.start >= line.start, span.end <= line.end { return true }
        let near = GenericDetector.lines(around: line, in: content)
        return span.start >= near.start && min(span.end, content.count) <= near.end
    }

    private func column(
        of rows: some TableCells, named name: ByteSpan, isSure: Bool, in content: UnsafeRawBufferPointer
    ) -> Column {
        var rows = rows
        let names = WindowText(content, from: rows.lines.start, to: content.count)
        var column = Column(lines: rows.lines)
        guard let verdict = KeyLexicon.judge(names, name), isTelling(verdict) else { return column }
        while let site = rows.next(in: content) {
            let text = WindowText(content, from: rows.lines.start, to: min(site.end + 1, content.count))
            guard !site.span.isEmpty, isOfAccount(text, name, site.span),
                let evidence = GenericJudge(text: text, key: name, verdict: verdict, site: site).evidence(),
                isSure && verdict.kind == .password && !verdict.isMaybePassword || looksMade(evidence, verdict)
            else { continue }
            column.candidates.append(
                GenericCandidate(
                    kind: verdict.kind == .password && isDigest(text, site.span) ? .passwordHash : verdict.kind,
                    key: name, secret: site.span, whole: site.span, evidence: evidence))
        }
        column.lines = rows.lines
        return column
    }

    /// `5f4d…cf99`, `*2470…8F29`: what databases keep of passwords without a salt. Elsewhere so many digits may be the
    /// password itself.
    private func isDigest(_ text: WindowText, _ span: ByteSpan) -> Bool {
        let isOfMySQL = text[span.start] == UInt8(ascii: "*") && span.count == 41
        let digits = isOfMySQL ? ByteSpan(span.start + 1, span.end) : span
        return [32, 40, 64, 128].contains(digits.count)
            && (digits.start..<digits.end).allSatisfy { ByteClass.isHex(text[$0]) }
    }

    /// Names that may mean something else head columns of anything: `key`, `token name`, `password policy`.
    private func isTelling(_ verdict: KeyLexicon.Verdict) -> Bool {
        !verdict.evidence.contains(.keyNamesPublic)
            && (!verdict.evidence.contains(.keyAmbiguous) || verdict.isMaybePassword)
    }

    /// `tokens = ["if", "else2"]`: of a language; those of an account are longer, and no address of a chain.
    private func isOfAccount(_ text: WindowText, _ name: ByteSpan, _ span: ByteSpan) -> Bool {
        guard name.count <= 6, text.has("token", at: name.start) else { return true }
        return span.count >= 16 && text.mixesLettersAndDigits(span, without: " :<") && !text.has("0x", at: span.start)
    }

    /// Words stand below `token` and `secret` in tables of languages and games.
    private func looksMade(_ evidence: EvidenceSet, _ verdict: KeyLexicon.Verdict) -> Bool {
        evidence.contains(.highEntropy)
            || verdict.kind == .password
                && (evidence.contains(.mixedClasses) || evidence.contains(.dictionaryPassword))
    }
}

/// The cells of one column, from above.
protocol TableCells {
    /// All that was looked at so far, from the header on: whole lines.
    var lines: ByteSpan { get }
    /// - Returns: the next cell, which may be empty; nil behind the last row.
    mutating func next(in content: UnsafeRawBufferPointer) -> ValueSite?
}
