import RunModel

/// What a knowledge base says of itself (`GET /datasets/{id}`), and what of it changes what is measured. Pure.
enum KnowledgeTraps {
  static func of(_ dataset: JSONValue, _ call: TargetCall) -> [String] {
    var traps: [String] = []
    if call == .retrieve, dataset["document_count"]?.doubleValue == 0 {
      traps.append("the knowledge base has no documents: every search finds nothing, and fast")
    }
    if dataset["embedding_available"] == .bool(false) {
      traps.append("the knowledge base's embedding model is not available: searches by meaning fail")
    }
    if dataset["provider"] == "external" {
      traps.append(
        "the knowledge base is external: each search asks another server, whose time is measured too")
    }
    if dataset["retrieval_model_dict"]?["reranking_enable"] == .bool(true) {
      traps.append("the knowledge base reranks: each search calls another model")
    }
    if call == .document, dataset["indexing_technique"] == "high_quality" {
      traps.append("documents are indexed by an embedding model: its time and price are in what is measured")
    }
    return traps
  }
}
