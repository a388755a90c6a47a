internal import Yams
private import Foundation

/// A framework's items, and which rows of the roll speak to each: data in `Frameworks/*.yaml`.
package struct Framework: Sendable {
    /// One thing that the framework asks for.
    package struct Item: Sendable {
        package let id: String
        package let title: String
        /// What the roll can show of it, and what it cannot.
        package let shows: String
        package let cannot: String
        /// Which identities it is about, and which of them are exceptions.
        package let population: Population
        package let exceptions: [Population]

        /// A condition on the table `identity`: one exception, among those that the item is about.
        func condition(of exception: Population, oldest: Int64) -> String {
            "(\(population.condition(oldest: oldest))) AND (\(exception.condition(oldest: oldest)))"
        }

        /// A condition on the table `identity`: any exception; all that the item is about where nothing can be one.
        func condition(oldest: Int64) -> String {
            if exceptions.isEmpty { return population.condition(oldest: oldest) }
            return exceptions.map { "(\(condition(of: $0, oldest: oldest)))" }.joined(separator: " OR ")
        }
    }

    package let name: String
    package let title: String
    /// URL of the framework's own text.
    package let source: String
    package let items: [Item]

    /// By the names that `--framework` takes.
    package static let names = ["owasp-nhi", "csf", "iso27001", "ai-rmf"]

    /// Throws for what is none of `names`.
    package static func named(_ name: String) throws(RollError) -> Framework {
        let text =
            switch name {
            case "owasp-nhi": PackageResources.owasp_nhi_yaml
            case "csf": PackageResources.csf_yaml
            case "iso27001": PackageResources.iso27001_yaml
            case "ai-rmf": PackageResources.ai_rmf_yaml
            default:
                throw .refused("there is no framework “\(name)”; choose one of \(names.joined(separator: ", "))")
            }
        do { return try Framework(yaml: String(decoding: text, as: UTF8.self)) } catch let error as RollError {
            throw error
        } catch {
            throw .refused("the framework \(name) cannot be read: \(error)")
        }
    }

    /// An item of any framework: `NHI7`, `NHI7:2025`, `A.5.9`, `PR.AA-01`.
    package static func item(_ id: String) throws(RollError) -> Item {
        let wanted = id.uppercased()
        var known: [String] = []
        for name in names {
            for item in try named(name).items {
                let own = item.id.uppercased()
                if own == wanted || own.split(separator: ":").first.map(String.init) == wanted { return item }
                known.append(item.id)
            }
        }
        throw .refused("no framework has an item “\(id)”; there are \(known.joined(separator: ", "))")
    }

    init(yaml: String) throws {
        struct File: Decodable {
            struct Item: Decodable {
                let id: String
                let title: String
                let shows: String
                let cannot: String
                let population: String
                let exceptions: [String]
            }
            let framework: String
            let title: String
            let source: String
            let items: [Item]
        }
        func population(_ name: String) throws -> Population {
            guard let known = Population(rawValue: name) else {
                throw RollError.refused("“\(name)” is no population")
            }
            return known
        }
        let file = try YAMLDecoder().decode(File.self, from: yaml)
        name = file.framework
        title = file.title
        source = file.source
        items = try file.items.map {
            Item(
                id: $0.id, title: $0.title, shows: $0.shows, cannot: $0.cannot,
                population: try population($0.population),
                exceptions: try $0.exceptions.map(population))
        }
    }
}
