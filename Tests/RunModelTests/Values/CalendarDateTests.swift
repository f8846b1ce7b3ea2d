import RunModel
import Testing

@Suite struct CalendarDateTests {
  /// Day numbers relative to 1970-01-01, by python3's datetime.date.toordinal.
  @Test(
    arguments: [
      ("1970-01-01", 0), ("1999-12-31", 10_956), ("2000-02-29", 11_016), ("2026-03-01", 20_513),
      ("2400-02-29", 157_113), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
  func dayNumbers(text: String, days: Int) throws {
    let date = try #require(CalendarDate(text))
    let epoch = try #require(CalendarDate("1970-01-01"))
    #expect(date.dayNumber - epoch.dayNumber == days && date.description == text)
    #expect(CalendarDate(dayNumber: date.dayNumber) == date)
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026-01-32", "2026/01/01",
    "abcd-ef-gh", "",
  ])
  func refuses(text: String) { #expect(CalendarDate(text) == nil) }

  @Test func monthsEndOnTheirLastDay() throws {
    let date = try #require(CalendarDate("2026-01-31"))
    #expect(
      (0...3).compactMap { date.adding(months: $0)?.description } == [
        "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30",
      ])
    #expect(date.adding(months: 12)?.description == "2027-01-31" && date.adding(months: 200_000) == nil)
  }

  @Test func everyDayOfFourCenturiesFollowsTheOneBefore() throws {
    var date = try #require(CalendarDate("1999-12-31"))
    for _ in 0..<20_000 {
      let next = try #require(date.adding(days: 1))
      #expect(next > date && next.dayNumber == date.dayNumber + 1)
      #expect(next.day == date.day + 1 || next.day == 1)
      date = next
    }
  }
}
