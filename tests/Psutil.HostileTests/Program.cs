using Psutil.HostileTests.Workers;

namespace Psutil.HostileTests;

/// <summary>Runs the tests; or, if it was started by one of them or by hand, one worker.</summary>
internal static class Program
{
    private static int Main(string[] arguments) =>
        arguments switch
        {
            [Worker.Switch, var name, .. var rest] => WorkerProgram.RunBelowATest(name, rest),
            [WorkerProgram.Switch, var name, .. var rest] => WorkerProgram.Run(name, rest),
            _ when arguments.Contains("--server") || arguments.Contains("--internal-msbuild-node") => Xunit
                .MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
                    arguments,
                    SelfRegisteredExtensions.AddSelfRegisteredExtensions
                )
                .GetAwaiter()
                .GetResult(),
            _ => Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(arguments).GetAwaiter().GetResult(),
        };
}
