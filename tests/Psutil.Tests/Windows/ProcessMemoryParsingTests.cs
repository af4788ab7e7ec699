using System.Buffers.Binary;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Tests.Windows;

/// <summary>What is in a process's own memory, also a 32-bit one's, and its working set, which Wine does not tell.</summary>
public class ProcessMemoryParsingTests
{
    [Fact]
    public void ParametersOf64BitsAreRead()
    {
        byte[] bytes = new byte[ProcessParameters.Size64];
        Put(bytes, 0x38, 10, 0x1111_2222_3333);
        Put(bytes, 0x70, 40, 0x4444_5555_6666);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(0x80), 0x7777_8888_9999);
        Assert.True(ProcessParameters.TryParse64(bytes, out ProcessParameters parameters));
        Assert.Equal((10, 0x1111_2222_3333UL), (parameters.CurrentDirectory.Length, (ulong)parameters.CurrentDirectory.Buffer));
        Assert.Equal((40, 0x4444_5555_6666UL), (parameters.CommandLine.Length, (ulong)parameters.CommandLine.Buffer));
        Assert.Equal(0x7777_8888_9999UL, (ulong)parameters.Environment);
        Assert.False(ProcessParameters.TryParse64(bytes.AsSpan(1), out _));

        static void Put(byte[] bytes, int offset, ushort length, ulong address)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(offset), length);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(offset + 8), address);
        }
    }

    [Fact]
    public void ParametersOf32BitsAreRead()
    {
        byte[] bytes = new byte[ProcessParameters.Size32];
        Put(bytes, 0x24, 10, 0x1111_2222);
        Put(bytes, 0x40, 40, 0xF444_5555);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x48), 0x7777_8888);
        Assert.True(ProcessParameters.TryParse32(bytes, out ProcessParameters parameters));
        Assert.Equal((10, 0x1111_2222UL), (parameters.CurrentDirectory.Length, (ulong)parameters.CurrentDirectory.Buffer));
        Assert.Equal((40, 0xF444_5555UL), (parameters.CommandLine.Length, (ulong)parameters.CommandLine.Buffer));
        Assert.Equal(0x7777_8888UL, (ulong)parameters.Environment);
        Assert.False(ProcessParameters.TryParse32(bytes.AsSpan(1), out _));

        static void Put(byte[] bytes, int offset, ushort length, uint address)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(offset), length);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset + 4), address);
        }
    }

    [Fact]
    public void AnEnvironmentEndsWithTwoNuls()
    {
        const string Block = "=C:=C:\\folder\0Path=C:\\a=b\0EMPTY=\0u\ud800=\udfff\0path=second\0\0garbage=1\0\0";
        int end = EnvironmentBlock.FindEnd(Block);
        Assert.Equal(Block.IndexOf("garbage", StringComparison.Ordinal), end);
        Assert.Equal(0, EnvironmentBlock.FindEnd("A=b\0C=d"));
        Assert.Equal(1, EnvironmentBlock.FindEnd("\0"));
        IReadOnlyDictionary<string, string> variables = EnvironmentBlock.Parse(Block.AsSpan(0, end));
        Assert.Equal(["EMPTY", "Path", "u\ud800"], variables.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("C:\\a=b", "", "\udfff"), (variables["PATH"], variables["empty"], variables["u\ud800"]));
        Assert.Empty(EnvironmentBlock.Parse(""));
        Assert.Empty(EnvironmentBlock.Parse("no equals sign"));
    }

    // Beside CommandLineToArgvW these are held under Wine; here they hold on every system.
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a.exe", new[] { "a.exe" })]
    [InlineData("\"C:\\Program Files\\a.exe\" \"b c\" d", new[] { "C:\\Program Files\\a.exe", "b c", "d" })]
    [InlineData("a b\\\\\\\"c \"\" \"d\\\\\"", new[] { "a", "b\\\"c", "", "d\\" })]
    [InlineData("a \"b\"\"c\"", new[] { "a", "b\"c" })]
    [InlineData("a \"unclosed b", new[] { "a", "unclosed b" })]
    public void ACommandLineIsTakenApart(string line, string[] arguments) => Assert.Equal(arguments, CommandLineSplitter.Split(line));

    [Fact]
    public void UnsharedPagesArePrivateOnesAndSharedOnesWithOneUser()
    {
        // A count, then protection (5 bits), share count (3), shared (1), node (3), page number.
        nuint[] words =
        [
            6,
            Page(10, 0, false),
            Page(11, 1, true),
            Page(12, 2, true),
            Page(13, 7, true),
            Page(14, 0, true),
            Page(20, 3, false),
            Page(99, 0, false),
        ];
        byte[] answer = [.. words.SelectMany(word => BitConverter.GetBytes((ulong)word))];
        ReadOnlySpan<nuint> pages = WorkingSet.Parse(answer);
        Assert.Equal(6, pages.Length);
        Assert.Equal(4, WorkingSet.CountUnshared(pages));
        nuint[] sorted = WorkingSet.SortedAddresses(pages);
        Assert.Equal(3, WorkingSet.CountWithin(sorted, 11 << 12, 3 << 12));
        Assert.Equal(0, WorkingSet.CountWithin(sorted, 15 << 12, 5 << 12));
        Assert.Equal(6, WorkingSet.CountWithin(sorted, 0, 1 << 20));
        HostileInput.NeverThrows(answer, bytes => _ = WorkingSet.CountUnshared(WorkingSet.Parse(bytes)));

        static nuint Page(int number, int shareCount, bool isShared) =>
            ((nuint)number << 12) | ((nuint)shareCount << 5) | (isShared ? (nuint)0x100 : 0) | 4;
    }

    [Theory]
    [InlineData(0x02, false, "r--s")]
    [InlineData(0x04, true, "rw-p")]
    [InlineData(0x08, false, "rw-p")]
    [InlineData(0x20, false, "r-xs")]
    [InlineData(0x80, false, "rwxp")]
    [InlineData(0x104, true, "rw-p")]
    [InlineData(0x01, true, "---p")]
    public void PagesHaveTheRightsOfTheirProtection(uint protection, bool isPrivate, string expected) =>
        Assert.Equal(expected, PageProtection.Format(protection, isPrivate));
}
