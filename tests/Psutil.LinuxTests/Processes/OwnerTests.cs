namespace Psutil.LinuxTests;

/// <summary>
/// Whose a process is, from its descriptor where nothing else of <c>status</c> is wanted, and from <c>status</c> otherwise: the same.
/// </summary>
public class OwnerTests
{
    private const ProcessFields Owner = ProcessFields.UserName | ProcessFields.UserIds | ProcessFields.GroupIds;

    [Fact]
    public void BothSourcesSayTheSameOfEveryProcess()
    {
        Dictionary<ProcessIdentity, ProcessSnapshot> first = Capture(Owner);
        Dictionary<ProcessIdentity, ProcessSnapshot> second = Capture(Owner | ProcessFields.ContextSwitches);
        Dictionary<ProcessIdentity, ProcessSnapshot> third = Capture(Owner);
        int compared = 0;
        foreach ((ProcessIdentity identity, ProcessSnapshot before) in first)
        {
            // Who changed it meanwhile is left out.
            if (
                second.TryGetValue(identity, out ProcessSnapshot? other)
                && third.TryGetValue(identity, out ProcessSnapshot? after)
                && before.UserIds == after.UserIds
                && before.GroupIds == after.GroupIds
            )
            {
                Assert.Equal(before.UserIds, other.UserIds);
                Assert.Equal(before.GroupIds, other.GroupIds);
                Assert.Equal(before.UserName, other.UserName);
                Assert.NotNull(before.UserIds);
                compared++;
            }
        }

        Assert.True(compared >= 10, $"Only {compared} processes could be compared.");
    }

    [Fact]
    public void RealEffectiveAndSavedAreToldApart()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can become several users at once");
        using Child child = Child.Python(
            """
            import os, sys
            os.setresgid(14, 15, 16)
            os.setresuid(11, 12, 13)
            print("ready", flush=True)
            sys.stdin.read()
            """
        );
        foreach (
            ProcessFields more in (ReadOnlySpan<ProcessFields>)[ProcessFields.None, ProcessFields.ContextSwitches, ProcessFields.Memory]
        )
        {
            ProcessSnapshot snapshot = child.Handle.Capture(Owner | more);
            Assert.Equal(
                new CredentialIds
                {
                    Real = 11,
                    Effective = 12,
                    Saved = 13,
                },
                snapshot.UserIds
            );
            Assert.Equal(
                new CredentialIds
                {
                    Real = 14,
                    Effective = 15,
                    Saved = 16,
                },
                snapshot.GroupIds
            );
        }
    }

    private static Dictionary<ProcessIdentity, ProcessSnapshot> Capture(ProcessFields fields) =>
        Machine.Local.Processes.Capture(fields).ToDictionary(snapshot => snapshot.Identity);
}
