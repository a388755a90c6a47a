/// How a key and its value, or a line as it is, are written in files of many kinds.
enum FileFormat: String, CaseIterable, Hashable {
    case dotenv, shell, ini, properties, yaml, compose, kubernetes, actions, json, toml, python, javascript, typescript
    case go, java, kotlin, ruby, php, csharp, swift, rust, scala, terraform, dockerfile, xml, plist, powershell, gradle
    case groovy, helm, elixir, lua, perl, json5
    case text, markdown, log, sql, http, html

    /// The format for the nth key and value: they take turns.
    static func keyed(_ turn: Int) -> FileFormat { allCases[turn % (allCases.count - verbatimFormats.count)] }
    /// The same for a line as it is; blocks, and what a page would have to escape, stay plain text.
    static func verbatim(_ turn: Int, for text: String) -> FileFormat {
        let format = verbatimFormats[turn % verbatimFormats.count]
        if text.contains("\n") { return .text }
        return format == .html && text.contains(where: { "<>&".contains($0) }) ? .text : format
    }
    private static let verbatimFormats: [FileFormat] = [.text, .markdown, .log, .sql, .http, .html]

    /// Where the nth document of this format stands.
    func path(number: Int) -> String {
        let folder = "services/unit\(number)"
        return switch self {
        case .dotenv: "\(folder)/.env"
        case .shell: "\(folder)/bin/deploy.sh"
        case .ini: "\(folder)/settings.ini"
        case .properties: "\(folder)/src/main/resources/application.properties"
        case .yaml: "\(folder)/config/settings.yaml"
        case .compose: "\(folder)/docker-compose.yml"
        case .kubernetes: "\(folder)/k8s/deployment.yaml"
        case .actions: "\(folder)/.github/workflows/release.yml"
        case .json: "\(folder)/config.json"
        case .json5: "\(folder)/config.json5"
        case .toml: "\(folder)/config.toml"
        case .python: "\(folder)/settings.py"
        case .javascript: "\(folder)/src/client.js"
        case .typescript: "\(folder)/src/environment.ts"
        case .go: "\(folder)/client.go"
        case .java: "\(folder)/src/main/java/Client.java"
        case .kotlin: "\(folder)/src/main/kotlin/Client.kt"
        case .ruby: "\(folder)/config/initializers/services.rb"
        case .php: "\(folder)/config/services.php"
        case .csharp: "\(folder)/Client.cs"
        case .swift: "\(folder)/Client.swift"
        case .rust: "\(folder)/src/client.rs"
        case .scala: "\(folder)/Client.scala"
        case .terraform: "\(folder)/main.tf"
        case .dockerfile: "\(folder)/Dockerfile"
        case .xml: "\(folder)/web.xml"
        case .plist: "\(folder)/Info.plist"
        case .powershell: "\(folder)/deploy.ps1"
        case .gradle: "\(folder)/gradle.properties"
        case .groovy: "\(folder)/Jenkinsfile"
        case .helm: "\(folder)/chart/values.yaml"
        case .elixir: "\(folder)/config/runtime.exs"
        case .lua: "\(folder)/init.lua"
        case .perl: "\(folder)/client.pl"
        case .text: "\(folder)/notes.txt"
        case .markdown: "\(folder)/RUNBOOK.md"
        case .log: "\(folder)/var/app.log"
        case .sql: "\(folder)/migrations/001.sql"
        case .http: "\(folder)/requests.http"
        case .html: "\(folder)/status.html"
        }
    }

    /// What stands before and behind the lines.
    var head: [String] {
        switch self {
        case .shell: ["#!/bin/sh", "set -eu"]
        case .ini: ["[services]"]
        case .yaml: ["services:"]
        case .compose: ["services:", "  web:", "    image: registry.internal/web:1.4", "    environment:"]
        case .kubernetes:
            ["apiVersion: apps/v1", "kind: Deployment", "spec:", "  containers:", "    - name: web", "      env:"]
        case .actions: ["on: push", "jobs:", "  release:", "    runs-on: ubuntu-latest", "    env:"]
        case .json, .json5: ["{", #"  "name": "unit","#]
        case .toml: ["[services]"]
        case .python: ["import os", ""]
        case .javascript: ["const client = createClient({"]
        case .typescript: ["export const environment = {"]
        case .go: ["package client", "", "const ("]
        case .java, .csharp: ["public class Client {"]
        case .kotlin, .scala: ["object Client {"]
        case .php: ["<?php", "return ["]
        case .swift: ["enum Client {"]
        case .rust: ["use std::env;"]
        case .terraform: [#"resource "app_service" "web" {"#]
        case .dockerfile: ["FROM debian:12-slim"]
        case .xml: [#"<?xml version="1.0"?>"#, "<web-app>"]
        case .plist: [#"<?xml version="1.0"?>"#, #"<plist version="1.0"><dict>"#]
        case .groovy: ["pipeline {", "  environment {"]
        case .helm: ["web:", "  env:"]
        case .elixir: ["import Config"]
        case .lua: ["local settings = {"]
        case .perl: ["use strict;"]
        case .markdown: ["# Runbook", "", "```"]
        case .html: ["<html><body><pre>"]
        default: []
        }
    }

    var tail: [String] {
        switch self {
        case .json, .json5: [#"  "version": 3"#, "}"]
        case .javascript: ["});"]
        case .typescript: ["};"]
        case .go: [")"]
        case .java, .csharp, .kotlin, .scala, .swift, .terraform, .lua: ["}"]
        case .php: ["];"]
        case .xml: ["</web-app>"]
        case .plist: ["</dict></plist>"]
        case .groovy: ["  }", "}"]
        case .markdown: ["```"]
        case .html: ["</pre></body></html>"]
        default: []
        }
    }

    /// The lines that give `key` its value; the label stands on the one that holds the value.
    func lines(key: String, value: String, label: CorpusLabel) -> [CorpusLine] {
        let name = KeyName(key)
        switch self {
        case .kubernetes:
            return [
                CorpusLine(template: "        - name: \(name.upperSnake)", label: nil),
                CorpusLine(template: "          value: \"\(value)\"", label: label),
            ]
        case .plist:
            return [
                CorpusLine(template: "  <key>\(name.pascal)</key>", label: nil),
                CorpusLine(template: "  <string>\(Self.escaped(value))</string>", label: label),
            ]
        default: return [CorpusLine(template: assignment(name, value), label: label)]
        }
    }

    private func assignment(_ name: KeyName, _ value: String) -> String {
        switch self {
        case .dotenv: "\(name.upperSnake)=\(value)"
        case .shell: "export \(name.upperSnake)='\(value)'"
        case .ini: "\(name.snake) = \(value)"
        case .properties: "\(name.dotted)=\(value)"
        case .yaml: "  \(name.snake): \"\(value)\""
        case .compose: "      - \(name.upperSnake)=\(value)"
        case .actions: "      \(name.upperSnake): \(value.isEmpty || value.contains("{") ? "\"\(value)\"" : value)"
        case .json: "  \"\(name.camel)\": \"\(value)\","
        case .json5: "  \(name.camel): '\(value)',"
        case .toml: "\(name.kebab) = \"\(value)\""
        case .python: "\(name.upperSnake) = \"\(value)\""
        case .javascript: "  \(name.camel): '\(value)',"
        case .typescript: "  \(name.camel): \"\(value)\","
        case .go: "\t\(name.camel) = \"\(value)\""
        case .java: "    private static final String \(name.upperSnake) = \"\(value)\";"
        case .kotlin: "    const val \(name.upperSnake) = \"\(value)\""
        case .ruby: "Services.\(name.snake) = '\(value)'"
        case .php: "    '\(name.snake)' => '\(value)',"
        case .csharp: "    private const string \(name.pascal) = \"\(value)\";"
        case .swift: "    static let \(name.camel) = \"\(value)\""
        case .rust: "const \(name.upperSnake): &str = \"\(value)\";"
        case .scala: "  val \(name.camel) = \"\(value)\""
        case .terraform: "  \(name.snake) = \"\(value)\""
        case .dockerfile: "ENV \(name.upperSnake)=\(value)"
        case .xml: "  <\(name.camel)>\(Self.escaped(value))</\(name.camel)>"
        case .powershell: "$env:\(name.upperSnake) = \"\(value)\""
        case .gradle: "\(name.camel)=\(value)"
        case .groovy: "    \(name.upperSnake) = '\(value)'"
        case .helm: "    \(name.camel): \(value.isEmpty || value.contains("{") ? "\"\(value)\"" : value)"
        case .elixir: "config :unit, \(name.snake): \"\(value)\""
        case .lua: "  \(name.snake) = \"\(value)\","
        case .perl: "my $\(name.snake) = '\(value)';"
        default: "\(name.snake): \(value)"
        }
    }

    /// A line of any form, put where such a file has room for it.
    func line(verbatim text: String) -> String {
        switch self {
        case .log: "2024-03-18T09:12:44Z WARN  unit request failed, given: \(text)"
        case .sql: "-- \(text)"
        case .http: "# \(text)"
        case .html: Self.escaped(text)
        default: text
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
