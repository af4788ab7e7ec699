using Psutil.Recording;

namespace Psutil.AspNetCore.Tests;

/// <summary><c>psutil-serve --record</c> as a process of its own: it records, and what it wrote can be read when it has ended.</summary>
public sealed class ServerRecordTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psutil-serve-record-");

    private string Place => Path.Join(_folder.FullName, "history");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task ItRecordsUntilItIsAskedToEnd()
    {
        using ServerProgram server = await StartAsync();
        await WaitForSamplesAsync(3);
        using (HttpClient client = Open(server))
        {
            JsonElement recorder = await ReadRecorderAsync(client);

            // A sample is counted after it was written.
            Assert.InRange(recorder.GetProperty("written_samples").GetInt64(), 2, long.MaxValue);
            Assert.Equal(JsonValueKind.Null, recorder.GetProperty("failure").ValueKind);
        }

        Assert.Equal(0, await server.EndAsync());

        // All of it is whole, and the server itself is in it.
        Recording.Recording recording = Recording.Recording.Open(Place);
        using RecordedMachine machine = recording.OpenFirst();
        int samples = 0;
        do
        {
            samples++;
            Assert.Contains(machine.Processes.Capture(ProcessFields.Name), process => process.Name == "psutil-serve");
        } while (machine.TryMoveNext());

        Assert.InRange(samples, 3, int.MaxValue);
        Assert.Empty(recording.Faults);
    }

    [Fact]
    public async Task ASecondOneServesAndSaysWhyItDoesNotRecord()
    {
        using ServerProgram first = await StartAsync();
        await WaitForSamplesAsync(1);
        using ServerProgram second = await StartAsync();
        using HttpClient client = Open(second);
        string? failure = null;
        using CancellationTokenSource patience = new(Wait.Patience);
        while (failure is null)
        {
            await Task.Delay(10, patience.Token);
            failure = (await ReadRecorderAsync(client)).GetProperty("failure").GetString();
        }

        Assert.Equal($"another recorder writes to {Place}", failure);
        Assert.Equal(0, await second.EndAsync());
        Assert.Contains(failure, second.Error, StringComparison.Ordinal);

        // The first one was not disturbed.
        await WaitForSamplesAsync(CountSamples() + 1);
        Assert.Equal(0, await first.EndAsync());
    }

    private Task<ServerProgram> StartAsync() =>
        ServerProgram.StartAsync("--listen", "127.0.0.1:0", "--record", "--every", "0.1", "--dir", Place);

    private static HttpClient Open(ServerProgram server) => new() { BaseAddress = new Uri(server.Addresses[0]), Timeout = Wait.Patience };

    private static async Task<JsonElement> ReadRecorderAsync(HttpClient client)
    {
        await using Stream answer = await client.GetStreamAsync("/api/v1/recording", TestContext.Current.CancellationToken);
        using JsonDocument document = await JsonDocument.ParseAsync(answer, default, TestContext.Current.CancellationToken);
        return document.RootElement.GetProperty("recorder").Clone();
    }

    // A recorder leaves the last 5 % of a file system free, which others may fill.
    private async Task WaitForSamplesAsync(int count)
    {
        DriveInfo drive = new(_folder.FullName);
        await Wait.UntilAsync(() => CountSamples() >= count || IsFull(drive), $"{count} samples");
        Assert.SkipWhen(IsFull(drive), "The file system of the folder for temporary files is full.");
    }

    private static bool IsFull(DriveInfo drive) => drive.AvailableFreeSpace < drive.TotalSize * 0.06;

    private int CountSamples()
    {
        try
        {
            return Recording
                .Recording.Open(Place)
                .ReadLoad(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, TestContext.Current.CancellationToken)
                .Count();
        }
        catch (RecordingException)
        {
            // Nothing is there yet.
            return 0;
        }
    }
}
