#include "ui/training/expert_form.h"

#include <QLineEdit>
#include <QVBoxLayout>
#include <cmath>

#include "ui/common/group.h"
#include "ui/common/theme.h"
#include "ui/training/form_grid.h"
#include "ui/training/job_text.h"
#include "ui/training/rate_finder.h"

namespace partimento::ui {
namespace {

constexpr double kPercent = 100;
// Values of the lists.
const QString kPresetRate = QStringLiteral("preset");
const QString kFoundRate = QStringLiteral("found");
const QString kFixedRate = QStringLiteral("fixed");
const QString kMinutes = QStringLiteral("minutes");
const QString kSteps = QStringLiteral("steps");
const QString kEpochs = QStringLiteral("epochs");

QString numbered(int value) {
  return QString::number(value);
}

}  // namespace

ExpertForm::ExpertForm(Study& study, QWidget* parent) : QWidget(parent), m_study(study) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  buildNetwork();
  buildRate();
  buildLength();
  buildBatches();
  buildAugmentation();
  buildMachine();
  setSettings({});
}

Group* ExpertForm::addGroup(const QString& title, const QString& sentence, FormGrid* grid) {
  auto* group = new Group(title, sentence, this);
  group->addWidget(grid);
  group->setOpen(false);
  layout()->addWidget(group);
  connect(grid, &FormGrid::edited, this, [this] {
    if (m_quiet) return;
    showRateRow();
    Q_EMIT edited();
  });
  return group;
}

void ExpertForm::buildNetwork() {
  m_network = new FormGrid(this);
  const QString own = tr("as the size has it");
  m_preset =
      m_network->addList({tr("Size"), tr("How many weights the network has; the numbers below change it")},
                         {{presetText("tiny"), QStringLiteral("tiny")},
                          {presetText("small"), QStringLiteral("small")},
                          {presetText("medium"), QStringLiteral("medium")},
                          {presetText("large"), QStringLiteral("large")},
                          {presetText("document"), QStringLiteral("document")}});
  m_width = m_network->addNumber({tr("Width"), tr("Channels, hidden units or model dimension of each layer")},
                                 {0, 4096, own, {}, 0, 16});
  m_layers = m_network->addNumber({tr("Layers"), tr("Layers one above the other")}, {0, 64, own});
  m_heads = m_network->addNumber({tr("Heads"), tr("Heads of attention; the width must be a multiple")},
                                 {0, 64, own});
  m_dropout = m_network->addNumber(
      {tr("Dropout"),
       tr("Share of the network that is switched off at every step, against learning by heart")},
      {-1, 90, own, tr(" %"), 0, 5});
  m_activation = m_network->addList({tr("Activation"), tr("The curve at every unit")},
                                    {{QStringLiteral("tanh"), QStringLiteral("tanh")},
                                     {QStringLiteral("relu"), QStringLiteral("relu")},
                                     {QStringLiteral("sigmoid"), QStringLiteral("sigmoid")}});
  std::vector<std::pair<QString, QString>> fields{{own, numbered(0)}};
  for (const int notes : {32, 64, 128, 256, 512})
    fields.emplace_back(tr("%n note(s)", nullptr, notes), numbered(notes));
  m_field = m_network->addList({tr("Memory"), tr("How many notes the network looks back")}, fields);
  addGroup(tr("Network"), tr("A larger network learns more and needs more music and more time."), m_network);
}

void ExpertForm::buildRate() {
  m_rateGrid = new FormGrid(this);
  m_schedule = m_rateGrid->addList({tr("Course"), tr("How the learning rate changes over the run")},
                                   {{tr("Cosine"), numbered(static_cast<int>(ScheduleKind::Cosine))},
                                    {tr("One cycle"), numbered(static_cast<int>(ScheduleKind::OneCycle))},
                                    {tr("Noam"), numbered(static_cast<int>(ScheduleKind::Noam))},
                                    {tr("Constant"), numbered(static_cast<int>(ScheduleKind::Constant))}});
  m_rateFrom = m_rateGrid->addList({tr("Highest rate"), tr("Where the highest learning rate comes from")},
                                   {{tr("as the size has it"), kPresetRate},
                                    {tr("found before the first step"), kFoundRate},
                                    {tr("this one"), kFixedRate}});
  m_rate = m_rateGrid->addNumber({tr("Rate"), tr("The highest learning rate, in millionths")},
                                 {0.1, 1e7, {}, tr(" millionths"), 1, 100});
  m_warmUp = m_rateGrid->addNumber({tr("Warm-up"), tr("Share of the run in which the rate rises")},
                                   {-1, 90, tr("as the course has it"), tr(" %"), 0, 5});
  m_decay = m_rateGrid->addNumber({tr("Weight decay"), tr("How strongly weights are pulled to zero")},
                                  {0, 10, {}, {}, 3, 0.01});
  m_clip = m_rateGrid->addNumber(
      {tr("Longest gradient"), tr("Longer ones are cut, so that one strange piece cannot wreck the run")},
      {0, 1000, tr("any"), {}, 2, 0.5});
  m_average = m_rateGrid->addNumber(
      {tr("Averaging"), tr("Decay a step of the running average of the weights, which is what is saved")},
      {0, 0.9999, tr("off"), {}, 4, 0.001});
  Group* group =
      addGroup(tr("Learning rate"),
               tr("Too low is slow, too high runs away. The finder tries them all in a minute."), m_rateGrid);
  m_finder = new RateFinder(m_study, this);
  group->addWidget(m_finder);
  connect(m_finder, &RateFinder::wanted, this, &ExpertForm::rateWanted);
  connect(m_finder, &RateFinder::chosen, this, [this](double rate) {
    chooseValue(*m_rateFrom, kFixedRate);
    m_rate->setValue(rate * 1e6);
    showRateRow();
    Q_EMIT edited();
  });
}

void ExpertForm::buildLength() {
  auto* grid = new FormGrid(this);
  m_unit = grid->addList(
      {tr("Ends after"), tr("What the length of the run is counted in")},
      {{tr("minutes"), kMinutes}, {tr("steps"), kSteps}, {tr("passes over the music"), kEpochs}});
  m_length = grid->addNumber({tr("How many"), tr("The length of the run; it may end earlier, see below")},
                             {0.05, 1e9, {}, {}, 2, 10});
  m_patience =
      grid->addNumber({tr("Patience"), tr("It ends early when so many hearings in a row were no better")},
                      {0, 1e6, tr("never early")});
  m_validations = grid->addNumber(
      {tr("Hearings"), tr("How often it listens to held-out pieces; a checkpoint with its sample at each")},
      {1, 10000, {}});
  addGroup(tr("Length"), tr("At every hearing the network is kept, with a sample to listen to."), grid);
}

void ExpertForm::buildBatches() {
  auto* grid = new FormGrid(this);
  const QString own = tr("as the size has it");
  m_batch = grid->addNumber({tr("Batch"), tr("How many passages are read at once")}, {0, 4096, own});
  m_accumulation = grid->addNumber(
      {tr("Accumulation"), tr("Batches that make one step: as a larger batch, with less memory")},
      {1, 4096, {}});
  m_window = grid->addNumber({tr("Passage"), tr("Notes in a passage")}, {0, 8192, own, {}, 0, 32});
  m_precision = grid->addList({tr("Precision"), tr("Mixed is faster where the processor has it")},
                              {{tr("where it gains"), numbered(static_cast<int>(Precision::Automatic))},
                               {tr("single"), numbered(static_cast<int>(Precision::Single))},
                               {tr("mixed"), numbered(static_cast<int>(Precision::Mixed))}});
  addGroup(tr("Batches"), tr("Larger batches learn more steadily and need more memory."), grid);
}

void ExpertForm::buildAugmentation() {
  auto* grid = new FormGrid(this);
  m_transpose =
      grid->addNumber({tr("Transposition"), tr("Every piece is moved up or down by up to so many semitones")},
                      {-1, 12, tr("as it suits"), tr(" semitones")});
  m_tempo = grid->addNumber(
      {tr("Tempo"), tr("Faster or slower by up to so much; where the representation says how fast")},
      {0, 50, tr("off"), tr(" %")});
  m_velocity =
      grid->addNumber({tr("Velocity"), tr("Softer or louder by up to so much; where there are velocities")},
                      {0, 64, tr("off")});
  addGroup(tr("Changes to the music"),
           tr("A piece that sounds a little different every time is worth several pieces."), grid);
}

void ExpertForm::buildMachine() {
  auto* grid = new FormGrid(this);
  m_threads =
      grid->addNumber({tr("Threads"), tr("Processor threads; another number gives other weights")}, {1, 256});
  m_device = grid->addList({tr("Device"), tr("Where it is computed")},
                           {{tr("the fastest"), QStringLiteral("auto")},
                            {tr("processor"), QStringLiteral("cpu")},
                            {tr("graphics processor"), QStringLiteral("cuda")}});
  m_seed = grid->addNumber(
      {tr("Random seed"), tr("The same seed and music give the same style, bit for bit")}, {0, 1e9});
  m_sampleSeed = new QLineEdit(grid);
  m_sampleSeed->setPlaceholderText(tr("from a held-out piece"));
  connect(m_sampleSeed, &QLineEdit::textEdited, grid, &FormGrid::edited);
  grid->add({tr("Seed of the samples"), tr("Notes that every sample continues, such as “D4/8 F# A D5”")},
            m_sampleSeed);
  m_sampleNotes = grid->addNumber({tr("Length of the samples"), tr("How many notes each sample adds")},
                                  {1, 2000, {}, tr(" notes"), 0, 8});
  addGroup(tr("Machine, chance and samples"), tr("What it runs on, and what you hear while it learns."),
           grid);
}

void ExpertForm::setPlaying(const PlayingSaid& said) {
  m_tempo->setEnabled(said.tempo);
  m_velocity->setEnabled(said.velocity);
}

void ExpertForm::setSettings(const RunSettings& settings) {
  m_settings = settings;
  m_quiet = true;
  showNetwork();
  showOptimiser();
  showLength();
  m_transpose->setValue(settings.augmentation.transpose);
  m_tempo->setValue(settings.augmentation.tempo * kPercent);
  m_velocity->setValue(settings.augmentation.velocity);
  m_threads->setValue(settings.threads);
  chooseValue(*m_device, QString::fromStdString(settings.device));
  m_seed->setValue(static_cast<double>(settings.randomSeed));
  m_sampleSeed->setText(QString::fromStdString(settings.sampleSeed));
  m_sampleNotes->setValue(settings.sampleNotes);
  m_quiet = false;
}

void ExpertForm::showNetwork() {
  const NetworkSettings& network = m_settings.network;
  chooseValue(*m_preset, QString::fromStdString(network.preset));
  m_width->setValue(network.width);
  m_layers->setValue(network.layers);
  m_heads->setValue(network.heads);
  m_dropout->setValue(network.dropout < 0 ? -1 : network.dropout * kPercent);
  chooseValue(*m_activation, QString::fromStdString(network.activation));
  chooseValue(*m_field, numbered(network.receptiveField));
  const bool convolutions = network.family == "tcn";
  for (QWidget* field : {static_cast<QWidget*>(m_activation), static_cast<QWidget*>(m_field)})
    convolutions ? m_network->showRow(field) : m_network->hideRow(field);
  convolutions ? m_network->hideRow(m_layers) : m_network->showRow(m_layers);
  network.family == "gpt" ? m_network->showRow(m_heads) : m_network->hideRow(m_heads);
}

void ExpertForm::showOptimiser() {
  const OptimiserSettings& optimiser = m_settings.optimiser;
  chooseValue(*m_schedule, numbered(static_cast<int>(optimiser.schedule)));
  chooseValue(*m_rateFrom, optimiser.learningRate < 0    ? kPresetRate
                           : optimiser.learningRate == 0 ? kFoundRate
                                                         : kFixedRate);
  m_rate->setValue(optimiser.learningRate > 0 ? optimiser.learningRate * 1e6 : 1000);
  m_warmUp->setValue(optimiser.warmUpShare < 0 ? -1 : optimiser.warmUpShare * kPercent);
  m_decay->setValue(optimiser.weightDecay);
  m_clip->setValue(optimiser.clipNorm);
  m_average->setValue(optimiser.averageDecay);
  m_batch->setValue(optimiser.batch);
  m_accumulation->setValue(optimiser.accumulation);
  m_window->setValue(optimiser.window);
  chooseValue(*m_precision, numbered(static_cast<int>(optimiser.precision)));
  showRateRow();
}

void ExpertForm::showRateRow() {
  chosenValue(*m_rateFrom) == kFixedRate.toStdString() ? m_rateGrid->showRow(m_rate)
                                                       : m_rateGrid->hideRow(m_rate);
}

void ExpertForm::showLength() {
  const LengthSettings& length = m_settings.length;
  const bool steps = length.steps > 0;
  const bool epochs = !steps && length.epochs > 0;
  chooseValue(*m_unit, steps ? kSteps : epochs ? kEpochs : kMinutes);
  m_length->setValue(steps ? static_cast<double>(length.steps) : epochs ? length.epochs : length.minutes);
  m_patience->setValue(length.patience);
  m_validations->setValue(length.validations);
}

void ExpertForm::readNetwork(NetworkSettings& network) const {
  network.preset = chosenValue(*m_preset);
  network.width = static_cast<int>(m_width->value());
  network.layers = static_cast<int>(m_layers->value());
  network.heads = static_cast<int>(m_heads->value());
  network.dropout = m_dropout->value() < 0 ? -1 : m_dropout->value() / kPercent;
  network.activation = chosenValue(*m_activation);
  network.receptiveField = m_field->currentData().toInt();
}

void ExpertForm::readOptimiser(OptimiserSettings& optimiser) const {
  optimiser.schedule = static_cast<ScheduleKind>(m_schedule->currentData().toInt());
  const QString from = m_rateFrom->currentData().toString();
  optimiser.learningRate = from == kPresetRate ? -1 : from == kFoundRate ? 0 : m_rate->value() / 1e6;
  optimiser.warmUpShare = m_warmUp->value() < 0 ? -1 : m_warmUp->value() / kPercent;
  optimiser.weightDecay = m_decay->value();
  optimiser.clipNorm = m_clip->value();
  optimiser.averageDecay = m_average->value();
  optimiser.batch = static_cast<int>(m_batch->value());
  optimiser.accumulation = static_cast<int>(m_accumulation->value());
  optimiser.window = static_cast<int>(m_window->value());
  optimiser.precision = static_cast<Precision>(m_precision->currentData().toInt());
}

void ExpertForm::readLength(LengthSettings& length) const {
  const QString unit = m_unit->currentData().toString();
  length.steps = unit == kSteps ? static_cast<std::int64_t>(m_length->value()) : 0;
  length.epochs = unit == kEpochs ? m_length->value() : 0;
  length.minutes = unit == kMinutes ? m_length->value() : 0;
  length.patience = static_cast<int>(m_patience->value());
  length.validations = static_cast<int>(m_validations->value());
}

RunSettings ExpertForm::settings() const {
  RunSettings settings = m_settings;
  readNetwork(settings.network);
  readOptimiser(settings.optimiser);
  readLength(settings.length);
  settings.augmentation.transpose = static_cast<int>(m_transpose->value());
  settings.augmentation.tempo = m_tempo->value() / kPercent;
  settings.augmentation.velocity = static_cast<int>(m_velocity->value());
  settings.threads = static_cast<int>(m_threads->value());
  settings.device = chosenValue(*m_device);
  settings.randomSeed = static_cast<std::uint64_t>(m_seed->value());
  settings.sampleSeed = m_sampleSeed->text().trimmed().toStdString();
  settings.sampleNotes = static_cast<int>(m_sampleNotes->value());
  return settings;
}

}  // namespace partimento::ui
