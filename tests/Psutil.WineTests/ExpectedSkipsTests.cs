namespace Psutil.WineTests;

/// <summary>
/// The list of what Wine lacks holds both ways: nothing is skipped that it does not have, and nothing is on it that is not skipped any
/// more.
/// </summary>
public class ExpectedSkipsTests
{
    private static readonly string[] Lines =
    [
        "# comment",
        "",
        "A.One: has no disks",
        "A.Two(x: 1): colon: too",
        "[no 32-bit] A.Three: SysWOW64",
    ];

    [Fact]
    public void WhatIsSkippedAsExpectedIsNoDifference()
    {
        Assert.Empty(
            ExpectedSkips.Compare(Lines, runs32Bit: true, [("A.One", "this system has no disks."), ("A.Two(x: 1)", "colon: too")])
        );
        Assert.Empty(
            ExpectedSkips.Compare(
                Lines,
                runs32Bit: false,
                [("A.One", "has no disks"), ("A.Two(x: 1)", "colon: too"), ("A.Three", "SysWOW64: none")]
            )
        );
    }

    [Fact]
    public void ASkipThatIsNotListedIsADifference()
    {
        Assert.Equal(
            ["skipped, but not expected to be: A.Four: because"],
            ExpectedSkips.Compare(Lines, runs32Bit: true, [("A.One", "has no disks"), ("A.Two(x: 1)", "colon: too"), ("A.Four", "because")])
        );
        Assert.Equal(
            ["skipped, but not expected to be: A.Three: SysWOW64"],
            ExpectedSkips.Compare(
                Lines,
                runs32Bit: true,
                [("A.One", "has no disks"), ("A.Two(x: 1)", "colon: too"), ("A.Three", "SysWOW64")]
            )
        );
    }

    [Fact]
    public void ASkipForAnotherReasonIsADifference() =>
        Assert.Single(ExpectedSkips.Compare(Lines, runs32Bit: true, [("A.One", "is broken"), ("A.Two(x: 1)", "colon: too")]), difference =>
            difference.Contains("is broken", StringComparison.Ordinal)
        );

    [Fact]
    public void AListedOneThatIsNotSkippedAnyMoreIsADifference()
    {
        Assert.Equal(
            ["not missing any more, so not to be expected: A.One"],
            ExpectedSkips.Compare(Lines, runs32Bit: true, [("A.Two(x: 1)", "colon: too")])
        );
        Assert.Equal(
            ["not missing any more, so not to be expected: A.Three"],
            ExpectedSkips.Compare(Lines, runs32Bit: false, [("A.One", "has no disks"), ("A.Two(x: 1)", "colon: too")])
        );
    }
}
