import FoundationEssentials
import RunModel
import Statistics

/// A whole page in one file: it needs no network, and its policy lets nothing run but its own script.
struct Page {
  /// What the window says; text from outside is welcome.
  var title: String
  /// The content of `main`.
  var body: HTML
  /// What runs in it.
  var script = PageScript.text
  /// What of its own server the page may use, such as `connect-src 'self'`; empty for a page that is a file.
  var allows: HTML = "form-action 'none'"
  /// More for the page's head.
  var head = HTML.empty

  /// The page.
  var bytes: [UInt8] { Array(html.text.utf8) }

  private var html: HTML {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="\(policy)">
    <meta name="color-scheme" content="light dark"><title>\(title.cropped(120)) - floodgate</title>
    <style>\(PageStyle.sheet)\(PageStyle.chartSheet)</style>\(head)</head>
    <body><main>
    \(body)
    </main><script>\(script)</script></body></html>

    """
  }

  /// Nothing is loaded, sent or framed but what the page is for; styles stand in the page; the script is known by its
  /// hash.
  private var policy: String {
    let hash = Data(SHA256.digest(Array(script.text.utf8))).base64EncodedString()
    return
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(hash)'; base-uri 'none'; \(allows.text)"
  }
}
