internal import GRDB
internal import Identities

extension RollWriter {
    func add(_ finding: PreparedFinding) throws {
        findingCount += 1
        trimCaches()
        let record = finding.record
        let source = try finding.target?.pk ?? self.source(record.source, kind: "")
        var credential = try self.credential(record, finding.fingerprint)
        let claimed = try finding.claim.map { try identity($0) }
        if claimed == nil, credential.own == nil {
            credential.own = try ownIdentity(record, finding.fingerprint)
            credentials[finding.fingerprint] = credential
            if !credential.isAmended { own[credential.pk] = credential.own }
        }
        let sighting = try sighting(finding, credential: credential, source: source, claimed: claimed)
        for commit in record.introduced {
            statements.introduction.bind(sighting)
            statements.introduction.bind(try self.commit(commit))
            try statements.introduction.run()
        }
        for removal in record.removed {
            statements.removal.bind(sighting)
            statements.removal.bind(try self.commit(removal.commit))
            statements.removal.bind(removal.replacedBy.map { layers.apply($0).bytes })
            try statements.removal.run()
        }
        if let target = finding.target { places.add(sighting, PlaceSum.words(finding.id), to: target.slot) }
        touchedCredentials.insert(credential.pk)
        touchedSources.insert(source)
    }

    private func sighting(
        _ finding: PreparedFinding, credential: CredentialEntry, source: Int64, claimed: Int64?
    ) throws -> Int64 {
        func bind(_ statement: BulkStatement) {
            let record = finding.record
            statement.bind(finding.id)
            statement.bind(credential.pk)
            statement.bind(source)
            statement.bind(record.carrier)
            statement.bind(record.path)
            statement.bind(record.pathBytes)
            statement.bind(finding.environment)
            statement.bind(finding.introduced)
            statement.bind(finding.removed)
            statement.bind(finding.rotated)
            statement.bind(finding.run?.finished)
            statement.bind(finding.run?.pk)
            statement.bind(finding.run?.rank ?? "")
            statement.bind(record.rule)
            statement.bind(record.ruleRevision)
            statement.bind(record.confidence)
            statement.bind(record.blob)
            statement.bind(record.line)
            statement.bind(record.column)
            statement.bind(record.occurrences)
            statement.bind(record.versions)
            statement.bind(record.isAtHead)
            statement.bind(record.isInWorktree)
            statement.bind(finding.refs)
            statement.bind(record.note)
            statement.bind(record.suppressed)
            statement.bind(finding.facts)
            statement.bind(claimed)
            statement.bind(finding.isExposed)
            // Most credentials are nobody's but their own; Refresh corrects the others.
            statement.bind(claimed ?? credential.own)
            statement.bind(finding.traits)
        }
        bind(statements.insertSighting)
        try statements.insertSighting.run()
        if statements.insertSighting.changes > 0 { return statements.insertSighting.lastRow }
        let widen = statements.widenSighting
        widen.bind(finding.id)
        widen.bind(finding.introduced)
        widen.bind(finding.removed)
        widen.bind(finding.rotated)
        widen.bind(finding.run?.finished)
        let pk = try widen.run() ?? 0
        bind(statements.moveSighting)
        try statements.moveSighting.run()
        return pk
    }

    private func credential(_ record: FindingRecord, _ fingerprint: Fingerprint) throws -> CredentialEntry {
        if let known = credentials[fingerprint], known.provider == record.provider, known.redacted == record.redacted,
            known.length == record.length
        {
            return known
        }
        let statement = statements.credential
        statement.bind(fingerprint.bytes)
        statement.bind(record.kind)
        statement.bind(record.provider)
        statement.bind(record.redacted)
        statement.bind(record.length)
        statement.bind(record.entropy)
        statement.bind(record.facts["expires_at"].flatMap { Int64($0) })
        let pk = try statement.run() ?? 0
        // Numbers only grow: one that is no greater than any before was given out before.
        let isKnown = pk <= max(lastCredential, greatestCredential)
        greatestCredential = max(greatestCredential, pk)
        if isKnown { own[pk] = nil }
        let entry = CredentialEntry(
            pk: pk, own: nil, provider: record.provider, redacted: record.redacted, length: record.length,
            isAmended: isKnown)
        credentials[fingerprint] = entry
        return entry
    }

    private func ownIdentity(_ record: FindingRecord, _ fingerprint: Fingerprint) throws -> Int64? {
        let claim = IdentityClaim.unresolved(
            fingerprint: fingerprint.hex, kind: record.kind, provider: record.provider, redacted: record.redacted)
        let statement = statements.ownIdentity
        statement.bind(claim.key)
        statement.bind(FactID.identity(claim.key))
        statement.bind(claim.kind.rawValue)
        statement.bind(claim.provider)
        statement.bind(claim.name)
        let pk = try statement.run()
        if let pk { touchedIdentities.insert(pk) }
        return pk
    }

    func identity(_ claim: IdentityClaim) throws -> Int64 {
        if let known = identities[claim] { return known }
        let pk =
            try Int64.fetchOne(
                statements.identity,
                arguments: [
                    claim.key, FactID.identity(claim.key), claim.kind.rawValue, claim.provider, claim.name,
                    claim.account,
                ]) ?? 0
        identities[claim] = pk
        touchedIdentities.insert(pk)
        return pk
    }

    func commit(_ commit: FindingRecord.Commit) throws -> Int64 {
        if let known = commits[commit.id], known.summary == commit.summary { return known.pk }
        let (author, committer) = (try person(commit.author), try person(commit.committer))
        let statement = statements.commit
        statement.bind(commit.id)
        statement.bind(author)
        statement.bind(commit.authored)
        statement.bind(committer)
        statement.bind(commit.committed)
        statement.bind(commit.summary)
        statement.bind(commit.isMerge)
        let pk = try statement.run() ?? 0
        commits[commit.id] = (pk, commit.summary)
        return pk
    }

    private func person(_ person: FindingRecord.Person) throws -> Int64 {
        if let known = people[person] { return known }
        statements.person.bind(person.name)
        statements.person.bind(person.email)
        let pk = try statements.person.run() ?? 0
        people[person] = pk
        return pk
    }

    private func trimCaches() {
        if credentials.count > Self.cacheLimit { credentials.removeAll(keepingCapacity: true) }
        if commits.count > Self.cacheLimit { commits.removeAll(keepingCapacity: true) }
        if identities.count > Self.cacheLimit { identities.removeAll(keepingCapacity: true) }
        if people.count > Self.cacheLimit { people.removeAll(keepingCapacity: true) }
    }
}
