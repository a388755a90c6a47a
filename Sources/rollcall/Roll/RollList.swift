import ArgumentParser
import Foundation
import Identities
import Inventory
import Reports

struct RollList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List identities.")

    @OptionGroup var options: RollOptions
    @Argument(help: "Only identities whose name, account, key or id contains this.") var text: String?
    @Option(help: ArgumentHelp("service-account, access-key, login, key, token…; repeatable.", valueName: "kind"))
    var kind: [String] = []
    @Option(help: ArgumentHelp("Repeatable.", valueName: "name")) var provider: [String] = []
    @Option(
        help: ArgumentHelp("exposed, in-history, expired, vaulted, declared or gone; repeatable.", valueName: "state"))
    var state: [IdentityState] = []
    @Option(help: ArgumentHelp("Part of an owner's name; `none` for those without.", valueName: "name")) var owner:
        String?
    @Option(help: ArgumentHelp("Introduced at least this long ago: 90d, 2y, or before a date.", valueName: "age"))
    var olderThan: String?
    @Flag(help: "Only what stands at HEAD or in a file now.") var atHead = false
    @Flag(help: "Only what stands in several sources.") var shared = false
    @Flag(help: "Only credentials whose owner cannot be told.") var unresolved = false
    @Flag(help: "Only what stands in production and elsewhere.") var environmentMix = false
    @Option(
        help: ArgumentHelp(
            "Only what speaks against an item of a framework: NHI7, A.5.17, PR.AA-01; repeatable.", valueName: "id"))
    var item: [String] = []
    @Option(help: ArgumentHelp("For --item: how old a credential may grow without rotation.", valueName: "n"))
    var days = 365
    @Option(help: ArgumentHelp("Part of a source's name.", valueName: "name")) var source: String?
    @Option(help: ArgumentHelp("Only with a place at a path that matches.", valueName: "glob")) var path: String?
    @Option(help: "age, name, places, sources, owner, kind, provider or rotated.") var sort: IdentityFilter.Order = .age
    @Flag(help: "The other way round.") var reverse = false
    @Option(help: ArgumentHelp("How many; 0 for all. Default: 100 in tables, all elsewhere.", valueName: "n"))
    var limit: Int?
    @Option(help: "table, json, jsonl or csv.") var format: RollFormat = .table

    func run() throws {
        let now = try options.time()
        var filter = IdentityFilter()
        filter.kinds = kind
        filter.providers = provider
        filter.states = state
        filter.hasNoOwner = owner == "none"
        filter.owner = owner == "none" ? nil : owner
        filter.introducedBefore = try olderThan.map { try Self.time($0, now: now) }
        filter.isAtHead = atHead
        filter.isShared = shared
        filter.isUnresolved = unresolved
        filter.isMixed = environmentMix
        let items = item
        filter.items = try telling {
            var all: [Framework.Item] = []
            for id in items { all.append(try Framework.item(id)) }
            return all
        }
        filter.longLivedBefore = now - Int64(days) * 86_400
        filter.text = text
        filter.source = source
        filter.path = path
        filter.order = sort
        filter.isReversed = reverse
        let limit = limit ?? (format == .table ? 100 : 0)
        filter.limit = limit > 0 ? limit : nil
        let roll = try options.open(.readOnly)
        try checkKinds(in: roll)
        let (rows, total) = try telling { try roll.identities(filter, now: now) }
        let width = isatty(STDOUT_FILENO) == 1 ? Terminal.width : 140
        try printing { format.write(rows, total: total, now: now, width: width, to: &$0) }
    }

    /// A kind that is misspelt would look like one of which there is nothing.
    private func checkKinds(in roll: Roll) throws {
        guard kind.contains(where: { IdentityKind(rawValue: $0) == nil }) else { return }
        let known = try Set(IdentityKind.allCases.map(\.rawValue))
            .union(telling { try roll.statistics(now: 0).kinds.map(\.name) })
        guard let unknown = kind.first(where: { !known.contains($0) }) else { return }
        throw ValidationError(
            "no identity is of kind “\(unknown)”; kinds are \(known.sorted().joined(separator: ", "))")
    }

    /// `90d`, `6m`, `2y` before now, or a date.
    static func time(_ text: String, now: Int64) throws -> Int64 {
        let units: [Character: Int64] = ["d": 1, "w": 7, "m": 30, "y": 365]
        if let unit = text.last.flatMap({ units[$0] }), let number = Int64(text.dropLast()), number >= 0,
            number < 100_000
        {
            return now - number * unit * 86_400
        }
        if let seconds = CivilTime.seconds(of: text) { return seconds }
        throw ValidationError("an age is written 90d, 8w, 6m, 2y or as a date, not “\(text)”")
    }
}

extension IdentityFilter.Order: ExpressibleByArgument {}
extension RollFormat: ExpressibleByArgument {}
extension IdentityState: ExpressibleByArgument {}
