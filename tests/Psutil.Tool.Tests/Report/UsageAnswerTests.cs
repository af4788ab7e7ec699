using Psutil.Tool.Readings;

namespace Psutil.Tool.Tests.Report;

/// <summary>What a copy of the command answers arrives as it was sent, in whatever pieces.</summary>
public class UsageAnswerTests
{
    private static readonly DiskUsage Usage = new()
    {
        Total = long.MaxValue,
        Used = 0,
        Free = 1,
        TotalInodes = null,
        FreeInodes = 7,
    };

    public static TheoryData<string> Paths => [.. (string[])["/", "", "/sp ace\nline", "/not UTF-8 \uDCFF", "/ü"]];

    [Theory]
    [MemberData(nameof(Paths))]
    public void AnAnswerIsTakenWhenItIsComplete(string path)
    {
        UsageAnswer[] sent =
        [
            new(Usage),
            new(null, Reasons.Denied, $"statvfs({path}): EACCES"),
            UsageAnswer.TimedOut(path, TimeSpan.FromSeconds(2)),
        ];
        byte[] bytes = [.. sent.SelectMany(answer => answer.Encode(path))];
        List<UsageAnswer> received = [];
        int taken = 0;
        for (int end = 0; end <= bytes.Length; end++)
        {
            ReadOnlySpan<byte> rest = bytes.AsSpan(taken, end - taken);
            while (UsageAnswer.TryTake(ref rest, out string receivedPath, out UsageAnswer? answer))
            {
                Assert.Equal(path, receivedPath);
                received.Add(answer);
            }

            taken = end - rest.Length;
        }

        Assert.Equal(sent, received);
        Assert.Equal(bytes.Length, taken);
    }

    [Fact]
    public void ATimeoutIsDescribedAsTheLibraryDoes() =>
        Assert.Equal(
            new UsageAnswer(null, "timed out", "the file system at /m did not answer statvfs within 0.5 s"),
            UsageAnswer.TimedOut("/m", TimeSpan.FromSeconds(0.5))
        );
}
