using System.Text;

namespace Psutil.AspNetCore.Tests;

public class DocumentTests
{
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData("machine", "cpu")]
    [InlineData("machine", "gpus")]
    [InlineData("cpu", "cpus")]
    [InlineData("memory", "memory")]
    [InlineData("disks", "disks")]
    [InlineData("network", "interfaces")]
    [InlineData("sensors", "sensors")]
    [InlineData("processes", "processes")]
    [InlineData("connections", "connections")]
    [InlineData("history", "series")]
    public async Task EachDocumentOfThisMachineHasItsSubject(string name, string member)
    {
        await using Site site = await Site.StartAsync();
        JsonElement document = await site.ReadAsync("/api/v1/" + name);
        Assert.Equal(1, document.GetProperty("schema").GetInt32());
        Assert.True(document.TryGetProperty(member, out _));
    }

    [Fact]
    public async Task EachDocumentIsDescribed()
    {
        using RecordingFolder recording = RecordingFolder.Create();
        await using Site site = await Site.StartAsync(configure: options => options.RecordingDirectory = recording.Path);
        JsonElement paths = (await site.ReadAsync("/api/v1/openapi.json")).GetProperty("paths");
        foreach (JsonProperty path in paths.EnumerateObject())
        {
            string address = "/api/v1" + path.Name.Replace("{pid}", $"{Environment.ProcessId}", StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(address));
        }

        Assert.Equal(13, paths.EnumerateObject().Count());
    }

    [Fact]
    public async Task NoRequestMakesItReadFasterThanTheInterval()
    {
        FakeMachine machine = Fakes.Machine(_clock);
        await using Site site = await Site.StartAsync(machine);
        Assert.Equal(600, await ReadAvailableAsync(site));

        machine.Memory.Virtual = machine.Memory.Virtual! with { Available = 500 };
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        for (int request = 0; request < 20; request++)
        {
            Assert.Equal(600, await ReadAvailableAsync(site));
        }

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(500, await ReadAvailableAsync(site));
    }

    [Fact]
    public async Task SharesAreOfTheTimeSinceTheRequestBefore()
    {
        FakeMachine machine = Fakes.Machine(_clock);
        await using Site site = await Site.StartAsync(machine);
        JsonElement first = (await site.ReadAsync("/api/v1/cpu")).GetProperty("cpus")[0];
        Assert.Equal(JsonValueKind.Null, first.GetProperty("percent").ValueKind);

        machine.Cpu.TimesPerCpu[0] = new CpuCoreTimes { Number = 0, Times = Fakes.Times(4) };
        _clock.Advance(TimeSpan.FromSeconds(4));
        JsonElement second = (await site.ReadAsync("/api/v1/cpu")).GetProperty("cpus")[0];
        Assert.Equal(50, second.GetProperty("percent").GetDouble());
    }

    [Fact]
    public async Task AProcessThatDoesNotExistIsNotFound()
    {
        await using Site site = await Site.StartAsync(Fakes.Machine(_clock));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/api/v1/processes/7"));
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/api/v1/processes/8"));
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/api/v1/processes/-7"));
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/api/v1/processes/99999999999"));
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/assets/..%2f..%2fapi/openapi.json"));
    }

    [Fact]
    public async Task ACrowdThatAsksForManyProcessesIsAnsweredInTurnOrRefused()
    {
        FakeMachine machine = Fakes.Machine(_clock);
        for (int pid = 100; pid < 400; pid++)
        {
            machine.Processes.Add(Fakes.Process(pid, "many"));
        }

        await using Site site = await Site.StartAsync(machine);
        HttpStatusCode[] answers = await Task.WhenAll(
            Enumerable.Range(100, 300).Select(pid => site.StatusAsync($"/api/v1/processes/{pid}"))
        );
        Assert.All(answers, answer => Assert.True(answer is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable));
        Assert.Contains(HttpStatusCode.OK, answers);
        // The crowd is gone.
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/api/v1/processes/7"));
    }

    [Fact]
    public async Task WithoutProcessesThereAreNone()
    {
        await using Site site = await Site.StartAsync(Fakes.Machine(_clock), options => options.ShowProcesses = false);
        foreach (string path in (string[])["processes", "processes/7", "connections"])
        {
            Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/api/v1/" + path));
        }

        JsonElement machine = await site.ReadAsync("/api/v1/machine");
        Assert.False(machine.GetProperty("processes_shown").GetBoolean());
        Assert.Equal(JsonValueKind.Null, machine.GetProperty("network").GetProperty("connections").ValueKind);
    }

    [Theory]
    [InlineData("/api/v1/processes")]
    [InlineData("/api/v1/processes/7")]
    public async Task ArgumentsAndEnvironmentsAreNotShownUnlessAskedFor(string path)
    {
        await using Site site = await Site.StartAsync(Fakes.Machine(_clock), options => options.Token = Site.Token);
        string text = (await site.ReadAsync(path, ("Authorization", "Bearer " + Site.Token))).GetRawText();
        Assert.DoesNotContain("cmdline", text, StringComparison.Ordinal);
        Assert.DoesNotContain("environ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/processes")]
    [InlineData("/api/v1/processes/7")]
    public async Task WhatIsShownOfThemIsMasked(string path)
    {
        await using Site site = await Site.StartAsync(Fakes.Machine(_clock), options =>
        {
            options.Token = Site.Token;
            options.ShowArguments = true;
            options.ShowEnvironment = true;
        });
        string text = (await site.ReadAsync(path, ("Authorization", "Bearer " + Site.Token))).GetRawText();
        Assert.Contains("--port=80", text, StringComparison.Ordinal);
        Assert.Contains("--password=***", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutATokenOnlyThatIsShownWhichEveryUserCanSee()
    {
        FakeMachine machine = Fakes.Machine(_clock);
        await using Site open = await Site.StartAsync(machine, options => options.ShowEnvironment = true);
        JsonElement process = await open.ReadAsync("/api/v1/processes/7");
        foreach (string name in (string[])["exe", "cwd", "environ", "io_counters", "open_files", "memory_maps", "num_fds"])
        {
            Assert.False(process.TryGetProperty(name, out _), name);
        }

        Assert.Equal("web", process.GetProperty("name").GetString());
        await using Site closed = await Site.StartAsync(machine, options => options.Token = Site.Token);
        JsonElement known = await closed.ReadAsync("/api/v1/processes/7", ("Authorization", "Bearer " + Site.Token));
        Assert.Equal("/bin/web", known.GetProperty("exe").GetString());
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\u001b]0;owned\u0007")]
    [InlineData("\ud800 lone")]
    [InlineData("\udc80 byte")]
    [InlineData("\u202egnp.exe")]
    [InlineData("event: x\n\ndata: y")]
    public async Task AHostileNameIsPlainTextInValidJson(string name)
    {
        FakeMachine machine = Fakes.Machine(_clock);
        machine.Processes.Add(Fakes.Process(8, name));
        await using Site site = await Site.StartAsync(machine, options => options.ShowArguments = true);
        foreach (string path in (string[])["/api/v1/processes", "/api/v1/processes/8"])
        {
            using HttpResponseMessage answer = await site.AskAsync(HttpMethod.Get, path);
            Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
            byte[] bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain(bytes[..^1], value => value is < 0x20 or > 0x7e);
            using JsonDocument document = JsonDocument.Parse(Encoding.ASCII.GetString(bytes));
        }
    }

    private static async Task<long> ReadAvailableAsync(Site site) =>
        (await site.ReadAsync("/api/v1/memory")).GetProperty("memory").GetProperty("virtual").GetProperty("available").GetInt64();
}
