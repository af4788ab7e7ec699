using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Psutil.ContractTests;

public partial class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");

    public static TheoryData<string> SampleNames => [.. SampleBodies().Keys];

    [Fact]
    public void ThePackageShowsProgramsOfIt()
    {
        string[] programs = [.. Program().Matches(Repository.Read("src/Psutil/README.md")).Select(match => match.Groups["text"].Value)];
        Assert.NotEmpty(programs);
        Assert.Subset(Program().Matches(Readme).Select(match => match.Groups["text"].Value).ToHashSet(), programs.ToHashSet());
    }

    [Fact]
    public void ItShowsThreePrograms() => Assert.Equal(SampleBodies().Count, Program().Count(Readme));

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void AProgramItShowsIsOneThatCompiles(string name)
    {
        string body = SampleBodies()[name];
        string program = Assert.Single(Program().Matches(Readme).Select(match => match.Groups["text"].Value), text =>
            text.EndsWith($"\n\n{body}", StringComparison.Ordinal)
        );
        Assert.Matches(@"\A(using [\w.]+;\n)+\n\z", program[..^body.Length]);
        Assert.Contains("using Psutil;\n", program, StringComparison.Ordinal);
    }

    [Fact]
    public void TheProgramOnTheMachinePrintsIt()
    {
        new ReadmeSamples().HowBusyIsThisMachine();
        Assert.Matches(@"\ACPU     \d+ % of \d+ CPUs\r?\nMemory  \d+ % of [\d.]+[KMGTPE]\r?\n", Output());
    }

    [Fact]
    public void TheProgramOnProcessesPrintsThem()
    {
        new ReadmeSamples().WhichProcessesUseMostMemory();
        Assert.InRange(ProcessLine().Count(Output()), 1, 10);
    }

    [Fact]
    public void TheProgramOnPortsPrintsOurs()
    {
        Capability.NeedSocketOwners();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        new ReadmeSamples().WhoListensOnWhichPort();
        Assert.Matches($@"(?m)^{Regex.Escape(listener.LocalEndpoint.ToString()!)}  (?!\(not)", Output());
    }

    [Fact]
    public void ItNamesTheCommandsThatBuildTheToolAndRunTheTests()
    {
        Assert.Contains("\n    dotnet run --project src/Psutil.Tool\n", Readme, StringComparison.Ordinal);
        Assert.Contains("\n    dotnet test\n", Readme, StringComparison.Ordinal);
    }

    private static string Output() => TestContext.Current.TestOutputHelper!.Output;

    /// <summary>The bodies of the sample methods by name, without their indentation, as they stand in the source.</summary>
    private static Dictionary<string, string> SampleBodies()
    {
        string source = Repository.Read("tests/Psutil.ContractTests/ReadmeSamples.cs");
        return SampleMethod()
            .Matches(source)
            .ToDictionary(match => match.Groups["name"].Value, match => Indentation().Replace(match.Groups["body"].Value, ""));
    }

    [GeneratedRegex(@"^```csharp\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Program();

    [GeneratedRegex(@"^    public void (?<name>\w+)\(\)\n    \{\n(?<body>.*?)^    \}$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex SampleMethod();

    [GeneratedRegex("^ {8}", RegexOptions.Multiline)]
    private static partial Regex Indentation();

    [GeneratedRegex(@"^ *\d+ +[\d.]+[BKMGT]  \S+ +\S", RegexOptions.Multiline)]
    private static partial Regex ProcessLine();
}
