using Psutil.ContractTests.Children;
using Psutil.ContractTests.Suite;

namespace Psutil.ContractTests;

/// <summary>A real child.</summary>
internal sealed class LocalChild : SubjectChild
{
    private readonly ChildProcess _process;
    private readonly TestChild? _child;
    private readonly string _part;

    public LocalChild(string part, string[] arguments, ChildSettings settings)
    {
        _part = part;

        // One that ends at once says nothing before.
        _child = part == "exit" ? null : TestChild.Start(part, arguments, start =>
                {
                    start.WorkingDirectory = settings.WorkingDirectory ?? "";
                    foreach ((string name, string value) in settings.Environment)
                    {
                        start.Environment[name] = value;
                    }
                });
        _process = _child?.Process ?? Machine.Local.Processes.Start(TestChild.StartInfo(part, arguments));
    }

    public override OSProcess Process => _process;

    public override string Greeting => _child?.Greeting ?? "";

    public override string ProgramPath => TestChild.ProgramPath;

    public override IReadOnlyList<string> CommandLine => [TestChild.ProgramPath, ChildProgram.Switch, _part];

    public override void Act() => _child!.Act();

    public override void BeginToEnd() => _process.StandardInput!.Close();

    public override void Dispose() => _process.Dispose();
}
