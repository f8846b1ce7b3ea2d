"""A forge's API of comments, as far as floodgate-gate uses it. Prints its port; keeps comments in the file given.
Ends with its standard input."""
import http.server, json, os, re, sys, threading

comments, log = [], []


class Forge(http.server.BaseHTTPRequestHandler):
    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        token = self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or ""
        path = self.path.split("?")[0]
        log.append(f"{self.command} {path}")
        if "secret-token" not in token:
            status, value = 403, {}
        elif self.command == "GET":
            page = int(re.search(r"page=(\d+)$", self.path).group(1))
            # A first page full of what others said.
            others = [{"id": number, "body": None} for number in range(100)]
            status, value = 200, others if page == 1 else comments
        elif self.command == "POST":
            comments.append({"id": 1000 + len(comments), "body": body["body"]})
            status, value = 201, comments[-1]
        else:
            found = next(c for c in comments if path.endswith(f"/{c['id']}"))
            found["body"] = body["body"]
            status, value = 200, found
        with open(sys.argv[1], "w") as file:
            json.dump({"comments": comments, "log": log}, file)
        self.answer(status, value)

    do_GET = do_POST = do_PUT = do_PATCH = handle_any

    def log_message(self, *_):
        pass


threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
server = http.server.HTTPServer(("127.0.0.1", 0), Forge)
print(server.server_port, flush=True)
server.serve_forever()
