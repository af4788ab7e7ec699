using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Psutil.ContractTests;
using Psutil.WineTests.Wine;
using Document = Psutil.Tool.Tests.Documents.Document;

namespace Psutil.PackageTests;

/// <summary>Programs of each kind that are built with the packages alone, each warning an error, and run.</summary>
public class ConsumerTests(PackageFeed feed)
{
    private const string Code = """
        using Psutil;

        OSProcess self = Machine.Local.Processes.Current;
        Console.WriteLine($"{self.Pid == Environment.ProcessId} {Machine.Local.Memory.GetVirtual().Total > 0}");
        """;

    [Fact]
    public async Task AConsoleProgram()
    {
        string folder = feed.CreateProgram(("App.csproj", Project("Microsoft.NET.Sdk", "Psutil")), ("Program.cs", Code));
        Assert.Equal("True True", await Run(folder));
    }

    [Fact]
    public async Task AProgramToWhichThePackageIsAddedAsTheReadmeSays()
    {
        string folder = feed.CreateProgram(("App.csproj", Project("Microsoft.NET.Sdk")), ("Program.cs", Code));
        string[] shown =
        [
            .. Document
                .Read(Repository.Root, "README.md")
                .CommandLine("dotnet", "add")
                .Skip(1)
                .Select(word =>
                    word switch
                    {
                        "YOUR_PROJECT" => Path.Join(folder, "App.csproj"),
                        "$PWD/packages" => feed.Source,
                        _ => word,
                    }
                ),
        ];

        // The packages of the tests have a version that nobody gets without asking.
        (int? exitCode, string output) = await feed.Dotnet([.. shown, "--version", PackageFeed.Version]);
        Assert.True(exitCode == 0, output);
        Assert.Equal("True True", await Run(folder));
    }

    [Fact]
    public async Task AProgramInFSharp()
    {
        string project = Project("Microsoft.NET.Sdk", "Psutil")
            .Replace("<ItemGroup>", "<ItemGroup><Compile Include=\"Program.fs\" />", StringComparison.Ordinal);
        string code = """
            open Psutil

            let self = Machine.Local.Processes.Current
            printfn "%b %b" (self.Pid = System.Environment.ProcessId) (Machine.Local.Memory.GetVirtual().Total > 0L)
            """;
        Assert.Equal("true true", await Run(feed.CreateProgram(("App.fsproj", project), ("Program.fs", code))));
    }

    [Fact]
    public async Task AProgramOfOneFile()
    {
        string code = $"#:package Psutil@{PackageFeed.Version}\n#:property TreatWarningsAsErrors=true\n\n{Code}";
        string folder = feed.CreateProgram(("app.cs", code));
        (int? exitCode, string output) = await feed.Dotnet("run", Path.Join(folder, "app.cs"));
        Assert.True(exitCode == 0, output);
        Assert.Equal("True True", output.Trim());
    }

    [Fact]
    public async Task AWorkerWithMetricsThatIsTestedOnAFakeMachine()
    {
        string code = """
            using Microsoft.Extensions.Hosting;
            using Microsoft.Extensions.DependencyInjection;
            using Psutil;
            using Psutil.Testing;

            HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<Machine>(new FakeMachine { Memory = { Virtual = new() { Total = 1000, Available = 100, Used = 900, Free = 50 } } });
            builder.Services.AddPsutilMetrics();
            builder.Services.AddHostedService<Worker>();
            builder.Build().Run();

            internal sealed class Worker(Machine machine, IHostApplicationLifetime life) : BackgroundService
            {
                protected override Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    Console.WriteLine(machine.Memory.GetVirtual().Total);
                    life.StopApplication();
                    return Task.CompletedTask;
                }
            }
            """;
        string project = Project("Microsoft.NET.Sdk.Worker", "Psutil.Diagnostics", "Psutil.Testing")
            .Replace(
                "</ItemGroup>",
                "<PackageReference Include=\"Microsoft.Extensions.Hosting\" Version=\"10.0.0\" /></ItemGroup>",
                StringComparison.Ordinal
            );
        Assert.Equal("1000", await Run(feed.CreateProgram(("App.csproj", project), ("Program.cs", code))));
    }

    [Fact]
    public async Task AWebProgram()
    {
        string code = """
            using Psutil;

            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddPsutilMetrics();
            WebApplication app = builder.Build();
            app.MapPsutil("/psutil");
            await app.StartAsync();
            using HttpClient client = new() { BaseAddress = new Uri(app.Urls.Single()) };
            string metrics = await client.GetStringAsync("/psutil/metrics");
            Console.WriteLine(metrics.Contains("system_memory", StringComparison.Ordinal));
            await app.StopAsync();
            """;
        Assert.Equal(
            "True",
            await Run(feed.CreateProgram(("App.csproj", Project("Microsoft.NET.Sdk.Web", "Psutil.AspNetCore")), ("Program.cs", code)))
        );
    }

    [Theory]
    [InlineData("PublishTrimmed")]
    [InlineData("PublishAot")]
    public async Task AProgramThatIsPublishedForThisSystem(string how)
    {
        Assert.SkipWhen(
            how == "PublishAot" && Program.Find("clang") is null && Program.Find("gcc") is null,
            "Neither clang nor gcc is installed, one of which links native programs."
        );
        string folder = feed.CreateProgram(("App.csproj", Project("Microsoft.NET.Sdk", "Psutil")), ("Program.cs", Code));
        string published = Path.Join(folder, "published");
        (int? exitCode, string output) = await feed.Dotnet(
            "publish",
            folder,
            "-o",
            published,
            $"-p:{how}=true",
            "--use-current-runtime",
            "-p:SelfContained=true",
            "-p:TreatWarningsAsErrors=true"
        );
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("warning", output, StringComparison.Ordinal);
        (exitCode, output, string error) = await Program.Run(Path.Join(published, "App"), [], TimeSpan.FromMinutes(1));
        Assert.True(exitCode == 0, error);
        Assert.Equal("True True", output.Trim());
        if (how == "PublishTrimmed")
        {
            // It captures nothing, monitors nothing and meters nothing, so it has no BPF programs, and nothing that writes or loads them.
            string[] types = TypesOf(Path.Join(published, "Psutil.dll"));
            Assert.Contains("Machine", types);
            Assert.Empty(types.Intersect(["BpfAssembler", "BpfProgram", "BpfTableProgram", "BpfTrafficProgram", "Btf", "KernelTypes"]));
        }
    }

    private static string[] TypesOf(string assembly)
    {
        using PEReader file = new(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.TypeDefinitions.Select(handle => metadata.GetString(metadata.GetTypeDefinition(handle).Name))];
    }

    private async Task<string> Run(string folder)
    {
        (int? exitCode, string output) = await feed.Dotnet("build", folder, "-o", Path.Join(folder, "built"));
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("warning", output.Replace("0 Warning(s)", "", StringComparison.Ordinal), StringComparison.Ordinal);
        (exitCode, output, string error) = await Program.Run(Path.Join(folder, "built", "App"), [], TimeSpan.FromMinutes(1));
        Assert.True(exitCode == 0, output + error);
        return output.Trim();
    }

    private static string Project(string sdk, params string[] packages) =>
        $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest-recommended</AnalysisLevel>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(packages.Select(package => $"<PackageReference Include=\"{package}\" Version=\"{PackageFeed.Version}\" />"))}
              </ItemGroup>
            </Project>
            """;
}
