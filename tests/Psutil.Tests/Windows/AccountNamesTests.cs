using Psutil.Platforms.Windows;

namespace Psutil.Tests.Windows;

/// <summary>Names of accounts beside a domain controller that does not answer.</summary>
public sealed class AccountNamesTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private readonly ManualResetEventSlim _release = new();
    private readonly AccountNames _names;
    private int _lookups;

    public AccountNamesTests() => _names = new AccountNames(LookUp) { MostAnswers = 20, TimeWithoutName = TimeSpan.FromDays(1) };

    public void Dispose() => _release.Set();

    [Fact]
    public void ANameIsLookedUpOnce()
    {
        WaitBudget budget = new(Long);
        for (int index = 0; index < 3; index++)
        {
            Assert.True(_names.TryGetName(Local(7), budget, out string? name));
            Assert.Equal(@"LOCAL\7", name);
        }

        Assert.Equal(1, _lookups);
    }

    [Fact]
    public void AnAccountWithoutANameIsItsIdentifier()
    {
        Assert.True(_names.TryGetName(Local(0), new WaitBudget(Long), out string? name));
        Assert.Equal("S-1-5-0", name);
        Assert.True(_names.TryGetName(Local(0), new WaitBudget(Long), out _));
        Assert.Equal(1, _lookups);
    }

    [Fact]
    public void NobodyWaitsAgainForAnAccountThatDidNotAnswer()
    {
        Assert.False(_names.TryGetName(OfDomain(1), new WaitBudget(Short), out _));
        WaitBudget budget = new(Long);
        for (int index = 0; index < 100; index++)
        {
            Assert.False(_names.TryGetName(OfDomain(1), budget, out _));
        }

        Assert.Equal(Long, budget.Left);
    }

    [Fact]
    public void AnAnswerThatComesLateIsThereForTheNext()
    {
        Assert.False(_names.TryGetName(OfDomain(1), new WaitBudget(Short), out _));
        _release.Set();
        string? name = null;
        Assert.True(SpinWait.SpinUntil(() => _names.TryGetName(OfDomain(1), new WaitBudget(TimeSpan.Zero), out name), Long));
        Assert.Equal(@"DOMAIN\1", name);
        Assert.Equal(1, _lookups);
    }

    [Fact]
    public void AllAccountsOfOneListingTogetherAreWaitedForOnce()
    {
        WaitBudget budget = new(Short);
        for (uint account = 0; account < 200; account++)
        {
            Assert.False(_names.TryGetName(OfDomain(account), budget, out _));
        }

        // No more threads than that may hang.
        Assert.Equal(TimeSpan.Zero, budget.Left);
        Assert.InRange(_lookups, 0, 8);
    }

    [Fact]
    public void NoMoreNamesThanThatAreRemembered()
    {
        WaitBudget budget = new(Long);
        for (uint round = 0; round < 2; round++)
        {
            for (uint account = 1; account < 100; account++)
            {
                Assert.True(_names.TryGetName(Local(account), budget, out _));
            }
        }

        Assert.Equal(198, _lookups);
    }

    private static byte[] Local(uint account) => [1, 1, 0, 0, 0, 0, 0, 5, .. BitConverter.GetBytes(account)];

    private static byte[] OfDomain(uint account) => [1, 2, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, .. BitConverter.GetBytes(account)];

    private string? LookUp(byte[] sid)
    {
        Interlocked.Increment(ref _lookups);
        uint account = BitConverter.ToUInt32(sid, sid.Length - sizeof(uint));
        if (sid[1] == 1)
        {
            return account == 0 ? null : $@"LOCAL\{account}";
        }

        _release.Wait();
        return $@"DOMAIN\{account}";
    }
}
