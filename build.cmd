@echo off
rem The one entry point on Windows; build.sh has the same verbs.
setlocal
cd /d "%~dp0"
if "%CONFIGURATION%"=="" set CONFIGURATION=Release
set VERBS=
set ARGUMENTS=

:verbs
if "%~1"=="" goto begin
if "%~1"=="--" goto arguments
set VERBS=%VERBS% %~1
shift
goto verbs

:arguments
shift
:argument
if "%~1"=="" goto begin
set ARGUMENTS=%ARGUMENTS% %1
shift
goto argument

:begin
if "%VERBS%"=="" set VERBS=restore build test
for %%v in (%VERBS%) do (
  call :run %%v
  if errorlevel 1 exit /b 1
)
exit /b 0

:run
if "%1"=="restore" goto restore
if "%1"=="build" goto build
if "%1"=="test" goto test
if "%1"=="samples" goto samples
if "%1"=="bench" goto bench
if "%1"=="pack" goto pack
if "%1"=="api" goto api
if "%1"=="help" goto help
if "%1"=="-h" goto help
if "%1"=="--help" goto help
echo build.cmd: '%1' is not one of restore, build, test, samples, bench, pack, api, help. 1>&2
exit /b 2

:restore
dotnet restore
exit /b %errorlevel%

:build
dotnet build -c %CONFIGURATION% -warnaserror
exit /b %errorlevel%

:test
dotnet test -c %CONFIGURATION% %ARGUMENTS%
exit /b %errorlevel%

:samples
dotnet run -c %CONFIGURATION% --project src/Samples -- %ARGUMENTS%
exit /b %errorlevel%

:bench
dotnet run -c Release --project test/Microsoft.ML.Causal.Benchmarks -- %ARGUMENTS%
exit /b %errorlevel%

:pack
dotnet pack -c Release -o artifacts/packages %ARGUMENTS%
exit /b %errorlevel%

:api
dotnet test test/Microsoft.ML.Causal.Tests -c %CONFIGURATION% --filter PublicApiTests -e UPDATE_PUBLIC_API=1 %ARGUMENTS%
exit /b %errorlevel%

:help
echo usage: build.cmd [verb ...] [-- arguments]     without a verb: restore build test
echo.
echo   restore   restores packages; finds out whether the feed serves Microsoft.ML and TorchSharp (eng/Dependencies.targets)
echo   build     builds everything, warnings are errors
echo   test      runs all tests
echo   samples   runs the samples' tour, or what the arguments name: build.cmd samples -- coupons --help
echo   bench     runs the benchmarks; arguments go to BenchmarkDotNet: build.cmd bench -- --filter *
echo   pack      packs the libraries into artifacts/packages; refuses where stand-ins are in use
echo   api       writes the packages' public surface to eng/api/public, which a test holds them to
echo   help      prints this text
echo.
echo CONFIGURATION (Release unless set) names the build configuration.
exit /b 0
