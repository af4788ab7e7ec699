using System.Runtime.InteropServices;
using OpenTelemetry.Resources;

namespace Psutil.Diagnostics.Tests;

public sealed class MachineResourceTests
{
    [Fact]
    public void TheSdkTakesTheAttributes()
    {
        // The bridge that the documentation shows.
        Resource resource = ResourceBuilder.CreateEmpty().AddAttributes(MachineResource.GetAttributes(Machine.Local)).Build();
        Dictionary<string, object> attributes = resource.Attributes.ToDictionary();
        Assert.Equal(Environment.MachineName, attributes["host.name"]);
        Assert.Equal((long)Environment.ProcessId, attributes["process.pid"]);
        Assert.Equal(Path.GetFileName(Environment.ProcessPath), attributes["process.executable.name"]);
        Assert.Equal(Environment.Version.ToString(), attributes["process.runtime.version"]);
        Assert.Contains("os.description", attributes);
        if (RuntimeInformation.OSArchitecture == Architecture.X64)
        {
            Assert.Equal("amd64", attributes["host.arch"]);
        }

        if (OperatingSystem.IsLinux())
        {
            Assert.Equal("linux", attributes["os.type"]);
            AssertFromRelease(attributes);
        }
    }

    [Theory]
    [InlineData("NAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\nID=debian\n", "Debian GNU/Linux", "12")]
    [InlineData("PRETTY_NAME=x\nNAME=Fedora\nVERSION_ID=41", "Fedora", "41")]
    [InlineData("NAME='Arch \\ Linux'\n", "Arch \\ Linux", null)]
    [InlineData("NAME=\"a \\\"b\\\" \\$c\"\r\nVERSION_ID=\n", "a \"b\" $c", null)]
    [InlineData("# NAME=x\nNAME\n=\nNAME=\"\n", "\"", null)]
    [InlineData("NAME=\"\"", null, null)]
    [InlineData("", null, null)]
    public void TheReleaseIsReadAsAShellReadsIt(string text, string? name, string? version) =>
        Assert.Equal(new OSRelease(name, version), OSRelease.Parse(text));

    [Fact]
    public void TheContainerAndTheOwnerAreThoseOfThisProcess()
    {
        FakeMachine machine = new();
        machine.Processes.Add(
            new ProcessSnapshot(new ProcessIdentity(Environment.ProcessId, 1))
            {
                Name = "web",
                UserName = "www\udcff",
                ExecutablePath = "/usr/bin/web",
                CreateTime = DateTimeOffset.UnixEpoch,
                Cgroup = new ProcessCgroup
                {
                    Path = "/",
                    ContainerId = "c1",
                    PodUid = "p1",
                },
            }
        );
        Dictionary<string, object> attributes = MachineResource.GetAttributes(machine).ToDictionary();
        Assert.Equal("c1", attributes["container.id"]);
        Assert.DoesNotContain("host.id", attributes);
        Assert.Equal("p1", attributes["k8s.pod.uid"]);
        Assert.Equal("web", attributes["process.executable.name"]);
        Assert.Equal("/usr/bin/web", attributes["process.executable.path"]);
        Assert.Equal("1970-01-01T00:00:00.0000000+00:00", attributes["process.creation.time"]);
        Assert.Equal(OSText.Escape("www\udcff"), attributes["process.owner"]);
    }

    [Fact]
    public void WhatIsUnknownIsMissing()
    {
        Dictionary<string, object> attributes = MachineResource.GetAttributes(new FakeMachine()).ToDictionary();
        Assert.DoesNotContain("container.id", attributes);
        Assert.DoesNotContain("process.owner", attributes);
        Assert.Equal(Environment.ProcessId, attributes["process.pid"]);
    }

    // A container of this machine has no number, and a small image no release.
    private static void AssertFromRelease(Dictionary<string, object> attributes)
    {
        string? id = File.Exists("/etc/machine-id") ? File.ReadAllText("/etc/machine-id").Trim() : null;
        Assert.True(!attributes.TryGetValue("host.id", out object? own) || id is null || own.Equals(id));
        string[] release = File.Exists("/etc/os-release") ? File.ReadAllLines("/etc/os-release") : [];
        string? version = release.FirstOrDefault(line => line.StartsWith("VERSION_ID=", StringComparison.Ordinal));
        Assert.Equal(version?.Split('=')[1].Trim('"'), attributes.GetValueOrDefault("os.version"));
    }

    [Fact]
    public void NothingThatCanHaveSecrets() =>
        Assert.DoesNotContain(MachineResource.GetAttributes(Machine.Local), attribute =>
            attribute.Key.StartsWith("process.command", StringComparison.Ordinal) || attribute.Key == "process.working_directory"
        );
}
