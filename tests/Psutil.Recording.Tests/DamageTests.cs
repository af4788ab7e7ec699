namespace Psutil.Recording.Tests;

/// <summary>
/// Recordings that were cut, changed or made up: what stands before the fault can be read, and nothing else is taken for true.
/// </summary>
public sealed class DamageTests : IDisposable
{
    private const int Samples = 30;

    private readonly RecordingFolder _folder = new();
    private readonly List<DateTimeOffset> _times = [];
    private readonly byte[] _bytes;

    public DamageTests()
    {
        SimulatedMachine simulated = new(5);
        using (MachineRecorder recorder = _folder.Open(simulated.Machine))
        {
            for (int sample = 0; sample < Samples; sample++)
            {
                _times.Add(simulated.Clock.GetUtcNow());
                recorder.Record();
                simulated.Step(TimeSpan.FromSeconds(5));
            }
        }

        _bytes = File.ReadAllBytes(_folder.Segments[0]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFileThatIsCutAnywhereHasAllSamplesBeforeTheCut()
    {
        int last = 0;
        for (int length = 0; length <= _bytes.Length; length += length < 4000 ? 13 : 97)
        {
            File.WriteAllBytes(_folder.Segments[0], _bytes[..length]);
            int count = CountSamples(out Recording recording);
            Assert.InRange(count, last, Samples);
            last = count;

            // The newest file may be one that is being written.
            Assert.Empty(recording.Faults);
        }

        File.WriteAllBytes(_folder.Segments[0], _bytes);
        Assert.Equal(Samples, CountSamples(out _));
    }

    [Fact]
    public void AnOlderFileThatIsCutIsReported()
    {
        File.WriteAllBytes(_folder.Segments[0], _bytes[..^5]);
        File.WriteAllBytes(Path.Join(_folder.Path, new SegmentName(2, _times[^1]).ToString()), _bytes);
        CountSamples(out Recording recording);
        RecordingFault fault = Assert.Single(recording.Faults);
        Assert.Equal(_folder.Segments[0], fault.Path);
        Assert.Equal("it ends within a sample", fault.Reason);
        Assert.InRange(fault.Position, SegmentFormat.HeaderSize, _bytes.Length - 5);
    }

    [Fact]
    public void AByteThatIsChangedAnywhereEndsTheFileThere()
    {
        string[] texts = [.. ReadTexts()];
        for (int position = 0; position < _bytes.Length; position += 61)
        {
            byte[] damaged = [.. _bytes];
            damaged[position] ^= 0x10;
            File.WriteAllBytes(_folder.Segments[0], damaged);
            string[] read = [.. ReadTexts()];
            Assert.InRange(read.Length, 0, Samples);
            Assert.Equal(texts.Take(read.Length), read);

            // Six bytes of the header, which are not used yet, may have any value.
            bool isUnused = position is >= 10 and < SegmentFormat.HeaderSize;
            Assert.True(isUnused || read.Length < Samples);
        }
    }

    [Fact]
    public void WhatIsMadeUpDoesNoHarm()
    {
        Random random = new(5);
        for (int round = 0; round < 400; round++)
        {
            byte[] content = new byte[random.Next(2000)];
            random.NextBytes(content);
            if (round % 2 == 0)
            {
                // Small numbers are counts, lengths and kinds that get further.
                for (int index = 0; index < content.Length; index++)
                {
                    content[index] %= 6;
                }
            }

            byte[] frame = new byte[FrameHeader.Size + content.Length];
            FrameHeader header = new(FrameKind.Whole, FramePacking.None, content.Length, content.Length, _times[0].UtcTicks);
            header.Write(frame, content);
            content.CopyTo(frame, FrameHeader.Size);
            File.WriteAllBytes(_folder.Segments[0], [.. _bytes[..SegmentFormat.HeaderSize], .. frame]);
            try
            {
                Recording recording = Recording.Open(_folder.Path);
                Assert.InRange(
                    recording.ReadLoad(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, TestContext.Current.CancellationToken).Count(),
                    0,
                    1
                );
                MachineText.Of(recording.OpenFirst());
            }
            catch (RecordingException)
            {
                // Most are nonsense.
            }
        }
    }

    [Fact]
    public void ABombIsNotUnpacked()
    {
        byte[] packed = new byte[1 << 20];
        Assert.True(System.IO.Compression.BrotliEncoder.TryCompress(new byte[256 << 20], packed, out int length));
        byte[] frame = new byte[FrameHeader.Size + length];
        FrameHeader header = new(FrameKind.Whole, FramePacking.Brotli, length, 1000, _times[0].UtcTicks);
        header.Write(frame, packed.AsSpan(0, length));
        packed.AsSpan(0, length).CopyTo(frame.AsSpan(FrameHeader.Size));
        File.WriteAllBytes(_folder.Segments[0], [.. _bytes[..SegmentFormat.HeaderSize], .. frame]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<RecordingException>(() => Recording.Open(_folder.Path).OpenFirst());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 << 20);
    }

    [Fact]
    public void NoMoreIsUnpackedForAMomentThanARecorderWrites()
    {
        const int Bombs = 20;
        byte[] frame = new byte[FrameHeader.Size + 1];
        new FrameHeader(FrameKind.Difference, FramePacking.Brotli, 1, FrameHeader.MostLength, _times[^1].UtcTicks).Write(frame, [0]);
        File.WriteAllBytes(_folder.Segments[0], [.. _bytes, .. Enumerable.Repeat(frame, Bombs).SelectMany(bytes => bytes)]);
        Recording recording = Recording.Open(_folder.Path);
        recording.OpenFirst();
        Assert.Equal("too much follows a whole sample", Assert.Single(recording.Faults).Reason);
    }

    [Theory]
    [InlineData(SegmentFormat.MostRows / 2 + 1, true)]
    [InlineData(SegmentFormat.MostRows + 1, false)]
    public void ARecorderKeepsToWhatAReaderTakes(int rows, bool isWritten)
    {
        SampleDraft sample = new();
        for (int row = 0; row < rows; row++)
        {
            sample.Add(RecordTable.Processes, row.ToString(CultureInfo.InvariantCulture), Row.Empty);
        }

        SampleEncoder encoder = new();
        Assert.Equal(isWritten, encoder.Encode(0, sample) is not null);
        Assert.True(encoder.IsNextWhole);
    }

    [Theory]
    [InlineData(long.MaxValue, double.NaN)]
    [InlineData(long.MinValue, double.NegativeInfinity)]
    [InlineData(-1L, double.MaxValue)]
    [InlineData(int.MaxValue, double.Epsilon)]
    public void ValuesThatNoMachineHasEndNothing(long integer, double real)
    {
        SampleEncoder encoder = new();
        List<byte> segment = [.. _bytes[..SegmentFormat.HeaderSize]];
        SampleCursor cursor = new(Recording.Open(_folder.Path));
        Assert.True(cursor.TryMoveToStart());
        for (int index = 0; index < 4; index++)
        {
            // Each other sample, so that rates are those from what was to what cannot be, and back.
            SampleDraft sample = new();
            foreach ((int table, TableRows rows) in cursor.Rows.Tables)
            {
                foreach (KeyedRow row in rows.Rows)
                {
                    sample.Add((RecordTable)table, row.Key, index % 2 == 0 ? row.Row : Changed(row.Row));
                }
            }

            segment.AddRange(encoder.Encode(_times[index].UtcTicks, sample)!);
            Assert.True(cursor.TryMoveNext());
        }

        File.WriteAllBytes(_folder.Segments[0], [.. segment]);
        Assert.Equal(
            4,
            Recording
                .Open(_folder.Path)
                .ReadLoad(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, TestContext.Current.CancellationToken)
                .Count()
        );
        RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        CpuMeter cpu = machine.Cpu.CreateMeter();
        DiskMeter disks = machine.Disks.CreateMeter();
        NetworkMeter network = machine.Network.CreateMeter();
        using ProcessMonitor processes = machine.Processes.CreateMonitor(ProcessFields.All);
        using CgroupMonitor cgroups = machine.Cgroups!.CreateMonitor();
        do
        {
            Assert.NotEmpty(MachineText.Of(machine));
            foreach (Action read in (Action[])[() => cpu.Read(), () => disks.Read(), () => network.Read(), () => processes.Refresh()])
            {
                try
                {
                    read();
                    cgroups.Refresh();
                }
                catch (PsutilException)
                {
                    // As a machine may refuse.
                }
            }
        } while (machine.TryMoveNext());

        // What was read stays as it was, or nothing would be left to ask for.
        Row Changed(Row row) =>
            new([
                .. row
                    .Fields.ToArray()
                    .Select(field =>
                        field.Number == ReadingFields.Outcome ? field
                        : field.Kind == FieldKind.Integer ? field with { Bits = integer }
                        : field.Kind == FieldKind.Real ? field with { Bits = BitConverter.DoubleToInt64Bits(real) }
                        : field
                    ),
            ]);
    }

    [Fact]
    public async Task APipeIsNotWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in directories");
        string pipe = Path.Join(_folder.Path, "00000000000009-20261128T000000Z.psr");
        using (System.Diagnostics.Process process = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(pipe));
        Task<int> count = Task.Run(() => CountSamples(out _), TestContext.Current.CancellationToken);
        Assert.Equal(Samples, await count.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void WhatALaterVersionAddsIsPassedOver()
    {
        RowWriter writer = new();
        TableRows unknown = new();
        Assert.True(unknown.WriteDifferences([new KeyedRow("new", new RowBuilder().Add(7, 3L).Add(9, "text").Build())], writer));
        RowWriter content = new();
        content.Count(1);
        content.Count(4711);
        content.Part([.. writer.Written, 1, 2, 3]);
        byte[] body = content.Written.ToArray();
        byte[] ahead = new byte[FrameHeader.Size + body.Length];
        new FrameHeader(FrameKind.Difference, FramePacking.None, body.Length, body.Length, _times[^1].UtcTicks).Write(ahead, body);
        body.CopyTo(ahead, FrameHeader.Size);
        byte[] strange = new byte[FrameHeader.Size];
        new FrameHeader((FrameKind)99, FramePacking.None, 0, 0, _times[^1].UtcTicks).Write(strange, []);
        File.WriteAllBytes(_folder.Segments[0], [.. _bytes, .. strange, .. ahead]);
        Assert.Equal(Samples + 1, CountSamples(out Recording recording));
        Assert.Empty(recording.Faults);
    }

    [Fact]
    public void ALaterFormIsNamed()
    {
        byte[] later = [.. _bytes];
        later[SegmentFormat.Magic.Length] = 2;
        File.WriteAllBytes(_folder.Segments[0], later);
        RecordingException exception = Assert.Throws<RecordingException>(() => Recording.Open(_folder.Path).OpenFirst());
        Assert.Contains("version 2, which only a later version of Psutil can read", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherFilesAreNoSegments()
    {
        File.WriteAllText(Path.Join(_folder.Path, "notes.psr"), "");
        File.WriteAllText(Path.Join(_folder.Path, "00000000000000-20261128T000000Z.psr"), "");
        File.WriteAllText(Path.Join(_folder.Path, "7-20261328T000000Z.psr"), "");
        Assert.Equal(Samples, CountSamples(out Recording recording));
        Assert.Empty(recording.Faults);
    }

    private int CountSamples(out Recording recording)
    {
        recording = Recording.Open(_folder.Path);
        int count = 0;
        try
        {
            RecordedMachine machine = recording.OpenFirst();
            do
            {
                Assert.Contains(machine.Time, _times);
                count++;
            } while (machine.TryMoveNext());
        }
        catch (RecordingException) when (count == 0)
        {
            // None.
        }

        return count;
    }

    private List<string> ReadTexts()
    {
        List<string> texts = [];
        try
        {
            RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
            do
            {
                texts.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{machine.Time} {machine.Cpu.GetTimes()} {machine.Memory.GetVirtual()}")
                );
            } while (machine.TryMoveNext());
        }
        catch (RecordingException) when (texts.Count == 0)
        {
            // None.
        }

        return texts;
    }
}
