using Psutil.Recording.Parsing;

namespace Psutil.Recording.Tests;

/// <summary>What a row has changed, written and read again.</summary>
public sealed class RowDifferenceTests
{
    [Fact]
    public void ARowIsReadAsItWasWrittenWhetherItMayBeChangedOrNot()
    {
        Random random = new(7);
        for (int round = 0; round < 2000; round++)
        {
            Row before = RowOf(random, [.. Enumerable.Range(1, 12).Where(_ => random.Next(3) > 0)]);
            Row now = RowOf(
                random,
                [.. before.Fields.ToArray().Select(field => field.Number)],
                added: random.Next(3),
                lost: random.Next(2)
            );
            RowWriter writer = new();
            writer.Differences(before, now);

            Row copy = new(before.Fields.ToArray());
            RowCursor cursor = new(writer.Written);
            Assert.Equal(now, cursor.Differences(copy, mayChange: false));
            Assert.False(cursor.IsFaulty);
            Assert.Equal(before, copy);

            cursor = new RowCursor(writer.Written);
            Assert.Equal(now, cursor.Differences(copy, mayChange: true));
            Assert.False(cursor.IsFaulty);
        }
    }

    private static Row RowOf(Random random, List<int> numbers, int added = 0, int lost = 0)
    {
        for (; added > 0; added--)
        {
            numbers.Add(random.Next(1, 20));
        }

        RowBuilder row = new();
        foreach (int number in numbers.Distinct().Skip(lost))
        {
            switch (random.Next(3))
            {
                case 0:
                    row.Add(number, "text " + random.Next(3).ToString(CultureInfo.InvariantCulture));
                    break;
                case 1:
                    row.Add(number, random.NextDouble());
                    break;
                default:
                    row.Add(number, (long)random.Next(3));
                    break;
            }
        }

        return row.Build();
    }
}
