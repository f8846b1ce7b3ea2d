import FoundationEssentials
import RunModel

/// Requests that another program recorded or sends: a HAR file, or a Postman collection.
package struct ImportedRequests: Sendable {
  var requests: [RecordedRequest] = []
  /// Requests that ask for no run of an app.
  var others = 0
  /// Names in `{{ }}` that the collection does not resolve.
  var unresolved: Set<String> = []

  /// Reads a file's bytes. Throws ``UsageProblem`` for what is neither.
  package init(_ bytes: [UInt8]) throws {
    let document: JSONValue
    do {
      document = try JSONReader.value(
        of: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
    } catch {
      throw UsageProblem(
        "it is no JSON: \(error); expected a HAR file or a Postman collection (v2)")
    }
    if case .array(let entries)? = document["log"]?["entries"] {
      for entry in entries { add(har: entry["request"] ?? .null) }
    } else if case .array(let items)? = document["item"] {
      let variables = PostmanVariables(document["variable"])
      for item in items { add(postman: item, variables, depth: 0) }
    } else {
      throw UsageProblem(
        "it is neither a HAR file (log.entries) nor a Postman collection (item); in Postman choose Export, Collection v2.1"
      )
    }
  }

  private mutating func add(har request: JSONValue) {
    add(
      method: request["method"]?.stringValue, url: request["url"]?.stringValue,
      body: request["postData"]?["text"]?.stringValue)
  }

  /// A request, or a folder of them.
  private mutating func add(postman item: JSONValue, _ variables: PostmanVariables, depth: Int) {
    if case .array(let items)? = item["item"] {
      if depth < 50 { for item in items { add(postman: item, variables, depth: depth + 1) } }
      return
    }
    guard let request = item["request"] else { return }
    let address = request["url"]?.stringValue ?? request["url"]?["raw"]?.stringValue
    let body = request["body"]?["raw"]?.stringValue
    let resolved = (variables.resolved(address ?? ""), variables.resolved(body ?? ""))
    unresolved.formUnion(resolved.0.missing)
    unresolved.formUnion(resolved.1.missing)
    add(
      method: request["method"]?.stringValue, url: resolved.0.text,
      body: body.map { _ in resolved.1.text })
  }

  private mutating func add(method: String?, url: String?, body: String?) {
    if let request = RecordedRequest(method: method ?? "", url: url ?? "", body: body) {
      requests.append(request)
    } else {
      others += 1
    }
  }
}

/// A collection's own variables. Those of an environment are not in its file.
struct PostmanVariables {
  private var values: [String: String] = [:]

  init(_ list: JSONValue?) {
    guard case .array(let list)? = list else { return }
    for variable in list {
      // What Postman calls a secret is a key: the scenario is left with its name.
      guard variable["type"]?.stringValue != "secret" else { continue }
      if let name = variable["key"]?.stringValue, let value = variable["value"]?.stringValue {
        values[name] = value
      }
    }
  }

  /// `{{name}}` by its value, as far as it is known.
  func resolved(_ text: String) -> (text: String, missing: [String]) {
    var missing: [String] = []
    let resolved = text.replacing(#/\{\{\s*([^{}]{1,200}?)\s*\}\}/#) { match in
      let name = String(match.output.1)
      if let value = values[name] { return value }
      missing.append(name)
      return String(match.output.0)
    }
    return (resolved, missing)
  }
}
