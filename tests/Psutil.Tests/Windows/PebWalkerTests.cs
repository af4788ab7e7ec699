using System.Runtime.InteropServices;
using CsCheck;
using Psutil.Platforms.Windows;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Tests.Windows;

/// <summary>What a process was started with, from its memory: of 64 bits, of 32 bits, in part, and as a liar fills it.</summary>
public class PebWalkerTests
{
    private const string Line = "\"C:\\Program Files\\a.exe\" \"b c\" d\ud800";
    private const string Block = "=C:=C:\\folder\0Path=C:\\a=b\0LONE\udfff=\ud800\0\0";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatItWasStartedWithIsRead(bool is32Bit)
    {
        CallFailure failure = Walk(ForeignMemory.Of(is32Bit, Line, @"C:\folder\", Block), is32Bit, PebReader.Fields, out PebValues values);
        Assert.Equal(default, failure);
        Assert.Equal(["C:\\Program Files\\a.exe", "b c", "d\ud800"], values.CommandLine);
        Assert.Equal(@"C:\folder", values.WorkingDirectory);
        Assert.Equal(("C:\\a=b", "\ud800", 2), (values.Environment!["PATH"], values.Environment["LONE\udfff"], values.Environment.Count));
    }

    [Fact]
    public void ItsPlacesAreThoseOfTheStructures()
    {
        Assert.Equal(
            ProcessParameters.PebOffset32,
            (int)Marshal.OffsetOf<ForeignMemory.Peb32>(nameof(ForeignMemory.Peb32.ProcessParameters))
        );
        Assert.Equal(
            ProcessParameters.PebOffset64,
            (int)Marshal.OffsetOf<ForeignMemory.Peb64>(nameof(ForeignMemory.Peb64.ProcessParameters))
        );
        Assert.Equal(ProcessParameters.Size32, Marshal.SizeOf<ForeignMemory.Parameters32>());
        Assert.Equal(ProcessParameters.Size64, Marshal.SizeOf<ForeignMemory.Parameters64>());
    }

    [Theory]
    [InlineData(ProcessFields.CommandLine)]
    [InlineData(ProcessFields.WorkingDirectory)]
    [InlineData(ProcessFields.Environment)]
    public void NothingIsReadThatIsNotAskedFor(ProcessFields field)
    {
        ForeignMemory memory = ForeignMemory.Of(is32Bit: false, "a", @"C:\", "A=b\0\0");
        Assert.Equal(default, Walk(memory, false, field, out PebValues values));
        Assert.Equal(3, memory.ReadCount);
        Assert.Equal(
            (field == ProcessFields.CommandLine, field == ProcessFields.WorkingDirectory, field == ProcessFields.Environment),
            (values.CommandLine is not null, values.WorkingDirectory is not null, values.Environment is not null)
        );
    }

    [Theory]
    [InlineData(@"C:\", @"C:\")]
    [InlineData(@"C:\a\", @"C:\a")]
    [InlineData(@"\\server\share\", @"\\server\share")]
    [InlineData("", null)]
    public void AFolderHasNoSlashUnlessItIsARoot(string folder, string? expected)
    {
        Walk(ForeignMemory.Of(is32Bit: true, "a", folder, "\0"), true, PebReader.Fields, out PebValues values);
        Assert.Equal(expected, values.WorkingDirectory);
        Assert.Empty(values.Environment!);
    }

    [Theory]
    [InlineData(0x7F_F000u)]
    [InlineData(0x41_0000u)]
    [InlineData(0x42_0FF0u)]
    [InlineData(0x42_1000u)]
    [InlineData(0x43_0000u)]
    [InlineData(0x50_0F00u)]
    public void WhatIsThereInPartIsNoAnswer(uint missing)
    {
        foreach (bool is32Bit in (bool[])[false, true])
        {
            ForeignMemory memory = ForeignMemory.Of(is32Bit, Line, @"C:\folder\", Block);
            memory.Unmap(missing);
            Assert.Equal(
                CallFailure.Status("NtReadVirtualMemory", NtStatus.PartialCopy),
                Walk(memory, is32Bit, PebReader.Fields, out PebValues values)
            );
            Assert.Equal(default, values);
        }
    }

    [Fact]
    public void AProcessThatIsBeingMadeHasNoParametersYet()
    {
        ForeignMemory memory = new();
        memory.Write(ForeignMemory.Peb, new byte[64]);
        Assert.Equal(NtStatus.PartialCopy, Walk(memory, true, PebReader.Fields, out _).Code);
        Assert.Equal(NtStatus.PartialCopy, Walk(memory, false, PebReader.Fields, out _).Code);
    }

    [Theory]
    [InlineData(0x50_0000u)]
    [InlineData(0x50_0FFEu)]
    [InlineData(0x50_0FFFu)]
    public void AnEnvironmentGoesOverManyPagesAndEndsBeforeTheOneThatIsMissing(uint address)
    {
        string block = string.Concat(Enumerable.Range(0, 2000).Select(number => $"NAME{number}=value {number}\0")) + "\0";
        Walk(ForeignMemory.Of(is32Bit: false, "a", "C:\\", block, address), false, ProcessFields.Environment, out PebValues values);
        Assert.Equal(2000, values.Environment!.Count);
        Assert.Equal("value 1999", values.Environment["NAME1999"]);
    }

    [Fact]
    public void TwoNulsThatTwoReadsBringAreTheEnd()
    {
        // The first of the two is the page's last character, whatever garbage follows the second.
        string block = "A=" + new string('x', 2045) + "\0\0B=garbage\0\0";
        ForeignMemory memory = ForeignMemory.Of(is32Bit: false, "a", "C:\\", block, 0x50_0000);
        Walk(memory, false, ProcessFields.Environment, out PebValues values);
        Assert.Equal(["A"], values.Environment!.Keys);
    }

    [Fact]
    public void AnEnvironmentWithoutAnEndIsLeftInTheEnd()
    {
        int reads = 0;
        PebWalker walker = new(
            (nuint address, Span<byte> bytes, out int length) =>
            {
                reads++;
                bytes.Fill(1);
                length = bytes.Length;
                return NtStatus.Success;
            }
        );
        Assert.Equal(default, walker.Read(0, false, ProcessFields.Environment, out PebValues values));
        Assert.Empty(values.Environment!);
        Assert.InRange(reads, 16384, 20000);
    }

    [Theory]
    [InlineData(NtStatus.Success)]
    [InlineData(NtStatus.AccessDenied)]
    public void AMemoryThatGivesNothingEndsTheWalk(int status)
    {
        ForeignMemory memory = ForeignMemory.Of(is32Bit: false, "a", "C:\\", Block);
        int left = 2;
        PebWalker walker = new(
            (nuint address, Span<byte> bytes, out int length) =>
            {
                length = 0;
                return left-- > 0 ? memory.Read(address, bytes, out length) : status;
            }
        );
        Assert.Equal(
            CallFailure.Status("NtReadVirtualMemory", status == NtStatus.Success ? NtStatus.PartialCopy : status),
            walker.Read(ForeignMemory.Peb, false, ProcessFields.Environment, out _)
        );
    }

    [Fact]
    public void WhateverALiarWritesItEnds() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 0x8F], Gen.Byte.Array[1, 8])
            .Sample(
                (is32Bit, offset, bytes) =>
                {
                    ForeignMemory memory = ForeignMemory.Of(is32Bit, Line, @"C:\folder\", Block);
                    memory.Write((nuint)(0x41_0000 + offset), bytes);
                    _ = Walk(memory, is32Bit, PebReader.Fields, out PebValues values);
                    Assert.InRange(memory.ReadCount, 2, 20);
                    Assert.InRange(values.WorkingDirectory?.Length ?? 0, 0, ushort.MaxValue / 2);
                },
                iter: 2000
            );

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void TheKernelsOwnProcessesWereStartedWithNothing(int pid)
    {
        using ProcessAccess access = new(pid, null);
        CaptureFailures failures = default;
        PebValues values = PebReader.Read(access, PebReader.Fields, new WaitBudget(TimeSpan.Zero), ref failures);
        Assert.Equal((0, null, 0), (values.CommandLine!.Count, values.WorkingDirectory, values.Environment!.Count));
        Assert.True(failures.IsEmpty);
        Assert.Equal(
            new PebValues([], null, null).CommandLine,
            PebReader.Read(access, ProcessFields.CommandLine, new WaitBudget(TimeSpan.Zero), ref failures).CommandLine
        );
        Assert.Null(PebReader.Read(access, ProcessFields.CommandLine, new WaitBudget(TimeSpan.Zero), ref failures).Environment);
    }

    [Fact]
    public void AStartingProcessIsReadAgainForAsLongAsPsutilDoes()
    {
        CallFailure partial = CallFailure.Status("NtReadVirtualMemory", NtStatus.PartialCopy);
        CallFailure other = CallFailure.Status("NtReadVirtualMemory", NtStatus.AccessDenied);
        int reads = 0;
        WaitBudget budget = new(TimeSpan.FromMinutes(1));
        Assert.Equal(default, PebReader.ReadWhenStarted(() => ++reads < 10 ? partial : default, () => false, budget));
        Assert.Equal(10, reads);
        Assert.Equal(other, PebReader.ReadWhenStarted(() => ++reads < 15 ? partial : other, () => false, budget));
        Assert.Equal(partial, PebReader.ReadWhenStarted(() => partial, () => true, budget));

        // Whoever never gets there is denied in the end, and the next of the same listing at once.
        WaitBudget little = new(TimeSpan.FromMilliseconds(20));
        Assert.Equal(UnavailableReason.Denied, PebReader.ReadWhenStarted(() => partial, () => false, little).Reason);
        Assert.Equal(TimeSpan.Zero, little.Left);
        reads = 0;
        Assert.Equal(partial, PebReader.ReadWhenStarted(() => ++reads > 1 ? other : partial, () => false, little));
    }

    [Fact]
    public void ASuspended32BitChildIsAnsweredFromThe64BitBlock()
    {
        // Its own block has no parameters before it runs.
        const nuint Peb32 = 0x30_0000;
        ForeignMemory memory = ForeignMemory.Of(is32Bit: false, Line, @"C:\folder\", Block);
        memory.Write(Peb32, default(ForeignMemory.Peb32));
        PebWalker walker = new(memory.Read);
        Assert.Equal(default, walker.ReadOf32Bit(Peb32, ForeignMemory.Peb, PebReader.Fields, out PebValues values));
        Assert.Equal(["C:\\Program Files\\a.exe", "b c", "d\ud800"], values.CommandLine);
        Assert.Equal(@"C:\folder", values.WorkingDirectory);

        // It goes by its own block once that is there.
        memory = ForeignMemory.Of(is32Bit: true, Line, @"C:\folder\", Block);
        walker = new PebWalker(memory.Read);
        Assert.Equal(default, walker.ReadOf32Bit(ForeignMemory.Peb, 0x1234, PebReader.Fields, out values));
        Assert.Equal(@"C:\folder", values.WorkingDirectory);

        // Neither is there.
        Assert.Equal(NtStatus.PartialCopy, walker.ReadOf32Bit(0x1000, 0x2000, PebReader.Fields, out values).Code);
        Assert.Null(values.CommandLine);
    }

    private static CallFailure Walk(ForeignMemory memory, bool is32Bit, ProcessFields fields, out PebValues values) =>
        new PebWalker(memory.Read).Read(ForeignMemory.Peb, is32Bit, fields, out values);
}
