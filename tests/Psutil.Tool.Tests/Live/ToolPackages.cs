using Psutil.Tool.Tests.Documents;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Live;

/// <summary>
/// The packages of the <c>dotnet tool</c>: the one that is asked for, the native one for this system, and the one for all others.
/// </summary>
public sealed class ToolPackages(NativeExecutable native) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psutil-packages-").FullName;

    /// <summary>A folder that is a feed.</summary>
    public string Feed => Path.Join(_folder, "feed");

    /// <summary>Where something may be installed.</summary>
    public string Scratch => Path.Join(_folder, "scratch");

    /// <summary>What the packing said.</summary>
    public string Log { get; private set; } = "";

    public string? WhyNot => native.WhyNot;

    public async ValueTask InitializeAsync()
    {
        if (WhyNot is not null)
        {
            return;
        }

        // The README shows how the first two are packed; Build names the project and the configuration.
        string[][] shown =
        [
            .. Document
                .Read(ToolProject.Root, "README.md")
                .CommandLines("dotnet")
                .Where(words => words is [_, "pack", "src/Psutil.Tool", "-c", "Release", ..])
                .Select(words => words.Skip(5).Select(word => word == "packages" ? Feed : word).ToArray()),
        ];
        Assert.Equal(2, shown.Length);
        Log =
            await native.Build("pack", shown[0])
            + await native.Build("pack", shown[1])
            + await native.Build("pack", "-r", "any", "-p:PublishAot=false", "-o", Feed);
        Directory.CreateDirectory(Scratch);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
