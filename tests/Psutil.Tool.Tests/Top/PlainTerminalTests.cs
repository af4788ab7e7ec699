using System.Collections.Concurrent;
using System.Diagnostics;
using Psutil.Tool.Platform;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Tests.Top;

/// <summary>The terminal without a guard, and how a screen is taken and given back.</summary>
public class PlainTerminalTests
{
    private const string Taken = "raw cooked\n^[?1049h^[?25l^[?7l";
    private const string GivenBack = "cooked\n^[0m^[?7h^[?25h^[?1049l";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void TheScreenIsTakenAndGivenBackOnce()
    {
        FakeDevice device = new();
        using (PlainTerminal terminal = new(device, new ScriptedKeys()))
        {
            Assert.Equal(Taken, device.Log);
            terminal.Write("hello");
        }

        Assert.Equal($"{Taken}\nhello\n{GivenBack}", device.Log);
    }

    [Fact]
    public void WhatIsNotTakenIsNeitherWrittenOnNorGivenBack()
    {
        FakeDevice device = new();
        ScreenSwitch screen = new(device) { OnChange = isTaken => device.Note(isTaken ? "takes" : "gave") };
        screen.Write("too early");
        screen.Leave();
        Assert.Equal("", device.Log);
        screen.Enter();

        // Whoever stopped us may have changed the mode, and wants that one back.
        device.ReadMode().ToRaw().Apply();
        screen.Enter();
        screen.Leave();
        screen.Leave();
        screen.Write("too late");
        Assert.Equal($"takes\n{Taken}\nraw raw cooked\ntakes\nraw raw {Taken}\nraw raw {GivenBack}\ngave", device.Log);
    }

    [Fact]
    public void ATerminalThatTakesNothingAnyMoreIsAnError()
    {
        FakeDevice device = new();
        using PlainTerminal terminal = new(device, new ScriptedKeys());
        device.IsThere = false;
        Assert.Throws<IOException>(() => terminal.Write("x"));
    }

    [Fact]
    public void KeysEndAWait()
    {
        ScriptedKeys keys = new();
        using PlainTerminal terminal = new(new FakeDevice(), keys);
        keys.Type(Key.Of('a'));
        Assert.Equal([Key.Of('a')], terminal.Wait(Patience).Keys);
        Assert.Empty(terminal.Wait(TimeSpan.Zero).Keys);
    }

    [Fact]
    public async Task AnotherThreadEndsAWait()
    {
        using PlainTerminal terminal = new(new FakeDevice(), new ScriptedKeys());
        Stopwatch waited = Stopwatch.StartNew();
        Task<TerminalEvents> waiting = Task.Run(() => terminal.Wait(Patience), TestContext.Current.CancellationToken);
        terminal.Wake();
        Assert.Equal(TerminalEvents.None with { Keys = [] }, (await waiting) with { Keys = [] });
        Assert.True(waited.Elapsed < Patience);
    }

    [Fact]
    public void ALoneEscapeIsTakenForTheKeyAfterAMoment()
    {
        ScriptedKeys keys = new() { IsIncomplete = true };
        using PlainTerminal terminal = new(new FakeDevice(), keys);
        Assert.Equal([new Key(KeyCode.Escape)], terminal.Wait(Patience).Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AResizeIsSeen(bool isTold)
    {
        FakeDevice device = new() { ReportsResize = isTold };
        using PlainTerminal terminal = new(device, new ScriptedKeys());
        Assert.False(terminal.Wait(TimeSpan.Zero).IsResized);
        device.Size = (40, 10);

        // Who is told nothing looks by itself; here, where no signal comes either, at the next refresh.
        Assert.True(terminal.Wait(isTold ? TimeSpan.FromMilliseconds(1) : Patience).IsResized);
        Assert.Equal((40, 10), terminal.Size);
        Assert.False(terminal.Wait(TimeSpan.Zero).IsResized);
    }

    [Fact]
    public void WithoutASizeItIsTheUsualOne() => Assert.Equal((80, 24), Using(new FakeDevice { Size = null }, terminal => terminal.Size));

    [Fact]
    public void WhereNothingWillBeTypedAnyMoreItIsHungUp()
    {
        ScriptedKeys keys = new();
        keys.End();
        Assert.Equal(1, Using(new FakeDevice(), terminal => terminal.Wait(Patience).EndSignal, keys));
    }

    private static T Using<T>(FakeDevice device, Func<PlainTerminal, T> ask, ScriptedKeys? keys = null)
    {
        using PlainTerminal terminal = new(device, keys ?? new ScriptedKeys());
        return ask(terminal);
    }

    private sealed class ScriptedKeys : IKeySource
    {
        private readonly BlockingCollection<Key> _typed = [];
        private readonly ConcurrentQueue<Key> _arrived = [];

        public bool IsIncomplete { get; set; }

        public void Type(Key key) => _typed.Add(key);

        public void End() => _typed.CompleteAdding();

        public bool Await()
        {
            if (!_typed.TryTake(out Key key, Timeout.Infinite))
            {
                return false;
            }

            _arrived.Enqueue(key);
            return true;
        }

        public IReadOnlyList<Key> Take()
        {
            Key[] keys = [.. _arrived];
            _arrived.Clear();
            return keys;
        }

        public IReadOnlyList<Key> Flush()
        {
            IsIncomplete = false;
            return [new Key(KeyCode.Escape)];
        }

        public void Hold() { }

        public void Release() { }

        public void Dispose() => End();
    }
}
