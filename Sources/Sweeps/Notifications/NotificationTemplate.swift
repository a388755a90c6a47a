private import Foundation
private import Mustache

/// Renders a notification: JSON texts are escaped, so that a path can end no string of the message.
enum NotificationTemplate {
    /// For JSON bodies, which is what webhooks take.
    private struct JSONText: MustacheContentType {
        func escapeText(_ text: String) -> String {
            guard let data = try? JSONEncoder().encode(text) else { return "" }
            return String(String(decoding: data, as: UTF8.self).dropFirst().dropLast())
        }
    }

    private static let pragma = "{{% CONTENT_TYPE:JSON}}"
    private static let isReady: Void = MustacheContentTypes.register(JSONText(), named: "JSON")

    /// What is wrong with a template; nil if nothing is.
    static func fault(in template: String) -> String? {
        do { _ = try parse(template) } catch { return "\(error)" }
        return nil
    }

    /// - Parameter values: texts, numbers, truths, and lists of the same.
    static func render(_ template: String, _ values: [String: Any]) throws -> String {
        try parse(template).render(values)
    }

    private static func parse(_ template: String) throws -> MustacheTemplate {
        _ = isReady
        return try MustacheTemplate(string: template.contains("CONTENT_TYPE") ? template : pragma + template)
    }
}
