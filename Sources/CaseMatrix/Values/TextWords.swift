import RunModel

/// Words that texts are made of. Every character is one code point, so that a text may be cut anywhere.
enum TextWords {
  static func of(_ language: TextLanguage) -> [String] {
    switch language {
    case .multilingual: multilingual
    case .emoji: emoji
    default: words[language] ?? []
    }
  }

  /// Whether words follow each other without a space.
  static func joins(_ language: TextLanguage) -> Bool { [.chinese, .japanese, .emoji].contains(language) }

  private static func split(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  private static let words: [TextLanguage: [String]] = [
    .english: split(
      "the river of a city under morning light moves slowly and people who work near its bridge carry bread paper letters stone while ships bring grain from far islands every year some return with stories about storms gardens mountains or quiet markets"
    ),
    .german: split(
      "der Fluss über die Brücke trägt im Frühling viele Boote und Händler verkaufen süße Äpfel während Kinder auf den größten Plätzen spielen später öffnet das Café seine Türen für müde Gäste aus München Köln Zürich"
    ),
    .french: split(
      "le fleuve traverse la vieille cité où les élèves préfèrent déjà être près du café à l'été naïf garçon français forêt hôtel âme cœur après une journée très légère sous les étoiles"
    ),
    .spanish: split(
      "el río cruza la ciudad donde el niño canta una canción después del año nuevo mañana corazón jardín también está aquí según la señora pingüino árbol fácil difícil rápido"
    ),
    .russian: split(
      "река течёт через старый город где утром люди несут хлеб письма и книги дети играют возле моста ёлка снег дорога окно вечер музыка работа море остров"
    ),
    .greek: split(
      "το ποτάμι περνά από την παλιά πόλη όπου κάθε πρωί οι άνθρωποι φέρνουν ψωμί γράμματα και βιβλία θάλασσα νησί δρόμος παράθυρο μουσική"
    ),
    .arabic: split(
      "النهر يمر عبر المدينة القديمة حيث يحمل الناس الخبز والرسائل كل صباح جسر بحر جزيرة طريق نافذة موسيقى"),
    .chinese: split("河流 穿过 古老 的 城市 早晨 人们 带着 面包 信件 和 书籍 走过 石桥 孩子 在 市场 旁边 玩耍 海洋 岛屿 音乐 窗户 。"),
    .japanese: split("川 は 古い 町 を 流れ 朝 に 人々 が パン と 手紙 を 運ぶ 子ども たち 橋 の 近く で 遊ぶ 海 島 音楽 。"),
    .korean: split("강은 오래된 도시를 지나 흐르고 아침마다 사람들은 빵과 편지를 나른다 아이들은 다리 옆에서 논다 바다 섬 음악 창문"),
  ]

  private static let emoji = split("😀 🚀 🌍 🎉 🐝 🌋 🌉 🌊 🍞 📚 🎵 🧪 🦜 🪐 🔥 💧 🏔 🛟 🧭 🥐")

  private static let multilingual =
    words.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { $0.value.prefix(12) } + emoji.prefix(8)
}
