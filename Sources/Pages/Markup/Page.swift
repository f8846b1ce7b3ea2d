import FoundationEssentials
import RunModel
import Statistics

/// A whole page in one file: it needs no network, and its policy lets nothing run but its own script.
struct Page {
  /// What the window says; text from outside is welcome.
  var title: String
  /// The content of `main`.
  var body: HTML

  /// The page.
  var bytes: [UInt8] { Array(html.text.utf8) }

  private var html: HTML {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
    <meta name="color-scheme" content="light dark"><title>\(title.cropped(120)) - floodgate</title>
    <style>\(PageStyle.sheet)\(PageStyle.chartSheet)</style></head>
    <body><main>
    \(body)
    </main><script>\(PageScript.text)</script></body></html>

    """
  }

  /// Nothing is loaded, sent or framed; styles stand in the page; the script is known by its hash.
  private static let policy: String = {
    let hash = Data(SHA256.digest(Array(PageScript.text.text.utf8))).base64EncodedString()
    return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(hash)'; "
      + "base-uri 'none'; form-action 'none'"
  }()
}
